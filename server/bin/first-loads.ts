import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin, Rolldown } from 'vite'
import packageJson from '../../package.json' with { type: 'json' }
import { firstLoadsFile } from '../first-loads.ts'
import type { FirstLoads, Load } from '../first-loads.ts'

const top = join(import.meta.dirname, '../..')
const languages = ['en', 'fr', 'de'] as const

/** What a screen draws at once though it loads it lazily; which of two is drawn the address does not say. */
const drawnAtOnce: Record<string, string[]> = { 'client/pages/page-page.tsx': ['client/editor/page-editor.tsx'] }

/** A board's or a wall's: what it is stands in the document, which the server has not read when it sends the page. */
const faces = ['client/boards/canvas/canvas-face.tsx', 'client/boards/wall/wall-face.tsx']

/** At the beginning pupils and adults see different screens; the server tells them by the sizes of the last visit. */
const beginnings = [
  { path: '/', density: ['pupil', 'early'], screen: 'client/today/today-page.tsx' },
  { path: '/', density: ['adult'], screen: 'client/projects/home-page.tsx' },
]

const route =
  /path: '([^']+)',\s*(?:(?:validateSearch|beforeLoad): \w+,\s+)*component: lazyRouteComponent\(\s*reached\(\(\) => import\('#([^']+)'\)/g

/** Path and screen of each route, read from the tables of routes. */
export function screensOfRoutes(): { path: string; density: string[] | null; screen: string }[] {
  const tables = ['door-routes.tsx', 'routes.tsx', 'office-routes.tsx', 'recognition-routes.tsx'].map((name) =>
    join(top, 'client/app', name),
  )
  const text = tables.map((table) => readFileSync(table, 'utf8')).join('')
  const named = [...text.matchAll(route)].map(([, path = '', screen = '']) => ({ path, density: null, screen }))
  return [...beginnings, ...named]
}

type Bundle = Rolldown.OutputBundle

/** A file and all that it imports, styles too. */
function closureOf(bundle: Bundle, roots: readonly string[]): { scripts: string[]; styles: string[] } {
  const scripts = new Set(roots)
  const styles = new Set<string>()
  for (const name of scripts) {
    const chunk = bundle[name]
    if (chunk?.type !== 'chunk') continue
    for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style)
    for (const next of chunk.imports) scripts.add(next)
  }
  return { scripts: [...scripts], styles: [...styles] }
}

/** Says for each route what it loads first, so that the server can name it in the page: all comes at once, and none waits for another. */
export function firstLoads(): Plugin {
  return {
    name: 'first-loads',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      if (this.environment.name !== 'client') return
      const found = readLoads(bundle)
      this.emitFile({ type: 'asset', fileName: firstLoadsFile, source: JSON.stringify(found) })
      // For who throws away what an older release had (client/app/keep-shell.ts).
      const files = Object.keys(bundle).filter((name) => name.startsWith('assets/'))
      this.emitFile({ type: 'asset', fileName: 'files.json', source: JSON.stringify(files) })
    },
    transformIndexHtml: { order: 'post', handler: stylesAfterMark },
  }
}

const stylesLink = /<link rel="stylesheet" crossorigin href="\/assets\/[^>]*>/g

/** A style in the head holds back all that is painted; in the body only what stands below it. */
function stylesAfterMark(page: string): string {
  const links = page.match(stylesLink) ?? []
  const ahead = links.map((link) => link.replace('rel="stylesheet"', 'rel="preload" as="style"'))
  return page
    .replaceAll(stylesLink, '')
    .replace(
      '</head>',
      () => `${ahead.join('')}\n    <meta name="release" content="${packageJson.version}" />\n  </head>`,
    )
    .replace('</body>', () => `${links.join('')}\n  </body>`)
}

function readLoads(bundle: Bundle): FirstLoads {
  const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
  const fileOf = (module: string) => chunks.find(({ facadeModuleId }) => facadeModuleId === module)?.fileName
  const wordsOf = (screens: readonly string[]) =>
    Object.fromEntries(
      languages.map((language) => [
        language,
        screens.flatMap((screen) => fileOf(`\0virtual:messages/${language}${screen}`) ?? []),
      ]),
    )
  const entry = chunks.find(({ isEntry }) => isEntry)?.fileName ?? ''
  const begun = closureOf(bundle, [entry])
  const loadOf = (screens: readonly string[]): Load => {
    const roots = screens.map((screen) => fileOf(join(top, screen)))
    const missing = screens.find((_, at) => roots[at] === undefined)
    if (missing !== undefined) throw new Error(`first loads: ${missing} has no chunk of its own`)
    const { scripts, styles } = closureOf(
      bundle,
      roots.flatMap((root) => root ?? []),
    )
    return {
      scripts: scripts.filter((name) => !begun.scripts.includes(name)),
      styles: styles.filter((name) => !begun.styles.includes(name)),
      words: wordsOf(screens.map((screen) => `/${screen}`)),
    }
  }
  return {
    begin: { ...begun, words: wordsOf(['']) },
    screens: screensOfRoutes().map(({ path, density, screen }) => ({
      path,
      density,
      ...loadOf([screen, ...(drawnAtOnce[screen] ?? [])]),
    })),
    beside: Object.fromEntries(faces.map((screen) => [screen, loadOf(['client/boards/board-page.tsx', screen])])),
  }
}
