/** Gives the built-in catalogue to the browser as three modules, so that each screen loads only what it needs. */
import type { Plugin } from 'vite'
import { type Content, formFolder, InvalidContent, loadContent, procedureFolder } from './load.ts'
import { summarise } from './summary.ts'

const modules: Readonly<Record<string, (content: Content) => unknown>> = {
  'virtual:catalogue/index': ({ procedures }) => procedures.map(summarise),
  'virtual:catalogue/details': ({ procedures }) =>
    Object.fromEntries(procedures.map((entry) => [entry.code, entry])),
  'virtual:catalogue/forms': ({ forms }) => Object.fromEntries(forms.map((entry) => [entry.name, entry])),
}
/** Vite's sign that other plugins should leave a module alone. */
const resolvedPrefix = '\0'

/** Before anything else is built, so that the mistakes are all that is printed. */
function readForBuild(): Content {
  try {
    return loadContent()
  } catch (error) {
    // Where in the code a mistake was found helps nobody who writes content.
    if (error instanceof InvalidContent) error.stack = error.message
    throw error
  }
}

/**
 * `virtual:catalogue/index`, `virtual:catalogue/details` and `virtual:catalogue/forms`. Invalid content fails
 * the build with file, path and mistake; in development a changed content file reloads the page, and drafts are
 * shown.
 */
export function catalogueModules(): Plugin {
  let withDrafts = false
  let isBuild = false
  let content: Content | undefined
  return {
    name: 'motcua-catalogue',
    configResolved({ command, mode }) {
      isBuild = command === 'build'
      withDrafts = command === 'serve' && mode === 'development'
      if (isBuild) content = readForBuild()
    },
    resolveId(id) {
      return Object.hasOwn(modules, id) ? resolvedPrefix + id : undefined
    },
    load(id) {
      const give = id.startsWith(resolvedPrefix) ? modules[id.slice(resolvedPrefix.length)] : undefined
      if (!give) return undefined
      content ??= loadContent({ withDrafts })
      // JSON.parse of a string starts faster than an object literal of this size.
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(give(content)))})`
    },
    buildEnd() {
      if (!isBuild || content === undefined || content.drafts.length === 0) return
      this.warn(`left out because they are drafts: ${content.drafts.join(', ')}`)
    },
    configureServer(server) {
      const folders = [procedureFolder, formFolder]
      server.watcher.add(folders)
      server.watcher.on('all', (_event, file) => {
        if (!folders.some((folder) => file.startsWith(folder))) return
        content = undefined
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
