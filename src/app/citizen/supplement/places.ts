/** Where handing in papers begins; its places lie below, named as those of a declaration. */
export const start = '/bo-sung'
