/** Gives the built-in catalogue to the browser as three modules, so that each screen loads only what it needs. */
import type { Plugin } from 'vite'
import { formFolder, loadForms, loadProcedures, procedureFolder } from './load.ts'
import { summarise } from './summary.ts'

const modules: Readonly<Record<string, () => unknown>> = {
  'virtual:catalogue/index': () => loadProcedures().map(summarise),
  'virtual:catalogue/details': () => Object.fromEntries(loadProcedures().map((entry) => [entry.code, entry])),
  'virtual:catalogue/forms': () => Object.fromEntries(loadForms().map((entry) => [entry.name, entry])),
}
/** Vite's sign that other plugins should leave a module alone. */
const resolvedPrefix = '\0'

/**
 * `virtual:catalogue/index`, `virtual:catalogue/details` and `virtual:catalogue/forms`. Invalid content fails
 * the build with file, path and mistake; in development a changed content file reloads the page.
 */
export function catalogueModules(): Plugin {
  return {
    name: 'motcua-catalogue',
    resolveId(id) {
      return Object.hasOwn(modules, id) ? resolvedPrefix + id : undefined
    },
    load(id) {
      const read = id.startsWith(resolvedPrefix) ? modules[id.slice(resolvedPrefix.length)] : undefined
      if (!read) return undefined
      // JSON.parse of a string starts faster than an object literal of this size.
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(read()))})`
    },
    configureServer(server) {
      const folders = [procedureFolder, formFolder]
      server.watcher.add(folders)
      server.watcher.on('all', (_event, file) => {
        if (!folders.some((folder) => file.startsWith(folder))) return
        for (const environment of Object.values(server.environments)) {
          for (const id of Object.keys(modules)) {
            const node = environment.moduleGraph.getModuleById(resolvedPrefix + id)
            if (node) environment.moduleGraph.invalidateModule(node)
          }
        }
        server.ws.send({ type: 'full-reload' })
      })
    },
  }
}
