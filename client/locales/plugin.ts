import { createRequire } from 'node:module'
import type { Plugin } from 'vite'
import { compileLocale, localeFolders, problems, writeMessageTypes } from './compile.mjs'

const prefix = 'virtual:messages/'
const require = createRequire(import.meta.url)

/**
 * Messages compiled when the client is built: one chunk per language, no ICU parser in the browser. A missing key,
 * placeholder or plural stops a build and is a warning while somebody is still typing.
 */
export function messagesPlugin(): Plugin {
  let isBuild = false
  return {
    name: 'preau-messages',
    enforce: 'pre',
    configResolved(config) {
      isBuild = config.command === 'build' && !config.build.ssr
    },
    buildStart() {
      writeMessageTypes()
      const found = problems()
      if (found.length === 0) return
      if (isBuild) this.error(`messages:\n${found.join('\n')}`)
      this.warn(`messages:\n${found.join('\n')}`)
    },
    resolveId(id, importer) {
      if (id.startsWith(prefix)) return `\0${id}`
      // intl-messageformat pulls the parser in; formatting parsed messages needs its type guards only.
      if (id === '@formatjs/icu-messageformat-parser' && importer?.includes('intl-messageformat'))
        return require.resolve('@formatjs/icu-messageformat-parser/no-parser.js')
      return undefined
    },
    load(id) {
      // React Aria brings its few words in 34 languages; the browser gets those of the languages we speak.
      const ariaLanguage = /react-(?:aria|stately)[^?]*\/intl\/.*\/([a-z]{2})-[A-Z]{2}\.mjs$/.exec(id)?.[1]
      if (ariaLanguage && !localeFolders().includes(ariaLanguage)) return 'export default {}'
      if (!id.startsWith(`\0${prefix}`)) return undefined
      const locale = id.slice(prefix.length + 1)
      if (!localeFolders().includes(locale)) this.error(`no messages for ${locale}`)
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(compileLocale(locale)))})`
    },
    configureServer(server) {
      server.watcher.on('change', (file) => {
        if (!/[/\\]locales[/\\][\w-]+[/\\][\w-]+\.json$/.test(file)) return
        try {
          writeMessageTypes()
        } catch (error) {
          server.config.logger.warn(String(error))
        }
        for (const locale of localeFolders()) {
          const module = server.moduleGraph.getModuleById(`\0${prefix}${locale}`)
          if (module) server.moduleGraph.invalidateModule(module)
        }
        server.ws.send({ type: 'full-reload' })
      })
    },
  }
}
