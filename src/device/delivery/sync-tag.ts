/** Name under which the page asks the browser for a Background Sync, and the worker is called. */
export const syncTag = 'motcua-delivery'
