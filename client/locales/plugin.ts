import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import type { Plugin } from 'vite'
import { compileLocale, localeFolders, problems, readCatalogue, writeMessageTypes } from './compile.mjs'
import { beginning, fileOf, lazyImport, wordsOfScreens } from './reach.mjs'

const prefix = 'virtual:messages/'
const require = createRequire(import.meta.url)
const top = join(import.meta.dirname, '../..')

/** A chunk of words says so, and in which language: `words-en-board-page-….js`. */
function chunkFileNames({ facadeModuleId }: { facadeModuleId?: string | null }): string {
  const [, locale] = /virtual:messages\/([a-z]+)/.exec(facadeModuleId ?? '') ?? []
  return `assets/${locale === undefined ? '' : `words-${locale}-`}[name]-[hash].js`
}

/** `import('./a.tsx')` becomes `withWords(import('./a.tsx'), { en: () => import('virtual:messages/en/client/…/a.tsx'), … })`. */
function bringWords(code: string, file: string, screens: Map<string, Set<string>>): string {
  const brought = code.replaceAll(lazyImport, (lazy, name: string) => {
    const screen = fileOf(file, name)
    if (screen === null || !screens.get(screen)?.size) return lazy
    const loads = localeFolders().map((locale) => `${locale}: () => import('${prefix}${locale}/${screen}')`)
    return `withWords(${lazy}, { ${loads.join(', ')} })`
  })
  return brought === code ? code : `import { withWords } from '#client/locales/words.ts';${brought}`
}

/**
 * Messages compiled when the client is built: no ICU parser in the browser, and of each language a chunk for the beginning
 * and one for each screen that says more. In development and in tests a language is one piece. A missing key, placeholder
 * or plural stops a build and is a warning while somebody is still typing.
 */
export function messagesPlugin(): Plugin {
  let isBuild = false
  let screens = new Map<string, Set<string>>()
  const compiled = new Map<string, ReturnType<typeof compileLocale>>()
  return {
    name: 'preau-messages',
    enforce: 'pre',
    config: (_, { isSsrBuild }) => (isSsrBuild ? {} : { build: { rolldownOptions: { output: { chunkFileNames } } } }),
    configResolved(config) {
      isBuild = config.command === 'build' && !config.build.ssr
    },
    buildStart() {
      writeMessageTypes()
      compiled.clear()
      if (isBuild) screens = wordsOfScreens([...readCatalogue('en').keys()])
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
      const ariaLanguage = /react-(?:aria|stately)[^?]*\/intl\/(?:.*\/)?([a-z]{2})-[A-Z]{2}\.mjs$/.exec(id)?.[1]
      if (ariaLanguage && !localeFolders().includes(ariaLanguage)) return 'export default {}'
      if (!id.startsWith(`\0${prefix}`)) return undefined
      const [locale = '', ...path] = id.slice(prefix.length + 1).split('/')
      if (!localeFolders().includes(locale)) this.error(`no messages for ${locale}`)
      const words = compiled.get(locale) ?? compileLocale(locale)
      if (isBuild) compiled.set(locale, words)
      const own = screens.get(path.join('/') || beginning)
      const said = own ? Object.fromEntries([...own].map((each) => [each, words[each]])) : words
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(said))})`
    },
    transform(code, id) {
      if (!isBuild || !id.startsWith(join(top, 'client')) || !code.includes('import(')) return undefined
      return { code: bringWords(code, relative(top, id), screens), map: null }
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
