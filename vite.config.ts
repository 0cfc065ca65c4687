import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { BuildEnvironmentOptions, Plugin } from 'vite'
import { defineConfig, type TestProjectConfiguration, type ViteUserConfig } from 'vitest/config'
import { messagesPlugin } from './client/locales/plugin.ts'
import { firstLoads } from './server/bin/first-loads.ts'
import { chunkGroups } from './server/bin/group-chunks.ts'
import { packFiles } from './server/bin/pack-files.ts'

const root = import.meta.dirname

/**
 * postgres 3.4.9 hangs a pool slot for ever, or kills the process, when the server drops a connection with a write
 * pending (its issues 1066, 1154, 1208). Four edits mend it; a version whose text differs stops the build.
 */
function mendPostgres(): Plugin {
  const edits: [find: string, replace: string][] = [
    [
      `return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))\n`,
      `return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))\n    if (socket === null) return queryError(q, Errors.connection('CONNECTION_CLOSED', options))\n`,
    ],
    [
      `const x = socket.write(chunk, fn)`,
      `const x = socket === null || chunk === null ? false : socket.write(chunk, fn)`,
    ],
    [
      `clearImmediate(nextWriteTimer)\n    socket.removeListener('data', data)`,
      `clearImmediate(nextWriteTimer)\n    nextWriteTimer = chunk = null\n    socket.removeListener('data', data)`,
    ],
    // A query written between a socket's error and its close was never answered.
    [`!hadError && (query || sent.length) && error(`, `;(query || sent.length) && error(`],
  ]
  let mended = false
  return {
    name: 'mend-postgres',
    transform(code, id) {
      if (!/node_modules\/postgres\/src\/connection\.js($|\?)/.test(id)) return undefined
      const result = edits.reduce((text, [find, replace]) => {
        if (text.split(find).length !== 2) throw new Error(`postgres: expected exactly once in connection.js: ${find}`)
        return text.replace(find, () => replace)
      }, code)
      mended = true
      return { code: result, map: null }
    },
    generateBundle() {
      if (this.environment.name === 'ssr' && !mended) throw new Error('postgres was not bundled, so it was not mended')
    },
  }
}

/** The migrator reads SQL files at run time; the bundle carries them beside itself. */
function carryMigrations(): Plugin {
  return {
    name: 'carry-migrations',
    writeBundle() {
      const from = join(root, 'db/migrations')
      if (this.environment.name === 'ssr' && existsSync(from))
        cpSync(from, join(root, 'dist/server/migrations'), { recursive: true })
    },
  }
}

const serverBuild = {
  target: 'node20',
  outDir: join(root, 'dist/server'),
  emptyOutDir: true,
  ssr: true,
  sourcemap: true,
  rolldownOptions: {
    input: {
      main: join(root, 'server/main.ts'),
      admin: join(root, 'server/admin/main.ts'),
      backup: join(root, 'server/backup/main.ts'),
      doctor: join(root, 'server/doctor/main.ts'),
      'embedded-worker': join(root, 'db/embedded-worker.mjs'),
      'folding-worker': join(root, 'collab/folding-worker.ts'),
      'picture-worker': join(root, 'server/thumbnails/picture-worker.ts'),
      'clean-worker': join(root, 'server/files/cleaning/clean-worker.ts'),
      'sheet-worker': join(root, 'server/sheets/sheet-worker.ts'),
      'figures-worker': join(root, 'server/figures/figures-worker.ts'),
      'voice-worker': join(root, 'server/files/voice-worker.ts'),
    },
    output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
  },
}

// Fonts and small images stay files: the content security policy allows no data: fonts.
const clientBuild: BuildEnvironmentOptions = {
  outDir: join(root, 'dist/client'),
  emptyOutDir: true,
  assetsInlineLimit: 0,
  target: 'es2022',
  // The floor for styles: old school iPads and Firefox ESR have no nesting of their own.
  cssTarget: ['chrome111', 'firefox115', 'safari16.4'],
}

/** The screens in few files. */
async function groupedBuild(): Promise<BuildEnvironmentOptions> {
  const screens = { root: join(root, 'client'), publicDir: join(root, 'client/public') }
  const groups = await chunkGroups({ ...screens, plugins: [react(), messagesPlugin()], build: clientBuild })
  return { ...clientBuild, rolldownOptions: { output: { codeSplitting: { groups } } } }
}

/** A relay with a store of its own, or whole processes of the product: the suite's database is not in them. */
const relayTests = ['test/{collab,faults}/**/*.test.ts']
const databaseFaults = 'test/faults/flips.test.ts'
/** What every query and all that differs between the two databases goes through. */
const embeddedTests = [
  'test/{access,db}/**/*.test.ts',
  'test/server/{backup*,board-restore,chat,chat-search,controls,demo-programme,forum,history,integrity,make-room,versions}.test.ts',
  databaseFaults,
]
const pureTests = ['test/{access,arrows,server,faults,e2e}/**/*.pure.test.ts', 'test/collab/documents/**/*.test.ts']

const clientTests = ['test/client/**/*.test.{ts,tsx}']
/** What is drawn, is kept in a browser's storage, or asks for a window. */
const drawnTests = [
  'test/client/**/*.test.tsx',
  'test/client/{outbox,tab-outbox,unopened,refused,pending,chat-files,chat-sender,live-connection}.test.ts',
  'test/client/{board-parts,canvas-geometry,carets,clean-paste,empty-block,empty-heads,far-view,ink}.test.ts',
  'test/client/{locked-blocks,pasted-numbers,remote-changes,taken-words,waiting-words,word-lists}.test.ts',
]

const onDatabase = (name: string, include: string[]): TestProjectConfiguration => ({
  extends: true,
  test: {
    name,
    include,
    exclude: pureTests,
    globalSetup: [join(root, 'test/helpers/global-setup.ts')],
    setupFiles: [join(root, 'test/helpers/compiled-once.ts')],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})

const isTest = process.env.VITEST !== undefined
const sequence = isTest ? { sequencer: (await import('./test/helpers/longest-first.ts')).LongestFirst } : {}

export default defineConfig(async ({ isSsrBuild, command }): Promise<ViteUserConfig> => {
  const atRoot = isSsrBuild === true || isTest
  return {
    root: atRoot ? root : join(root, 'client'),
    publicDir: isSsrBuild ? false : join(root, 'client/public'),
    plugins: [react(), messagesPlugin(), mendPostgres(), carryMigrations(), firstLoads(), packFiles()],
    build: isSsrBuild ? serverBuild : command === 'build' && !isTest ? await groupedBuild() : clientBuild,
    ssr: { noExternal: ['postgres'] },
    server: { fs: { allow: [root] } },
    test: {
      pool: 'forks',
      maxWorkers: 2,
      // The files of a project share a process and what it has loaded: loading it anew for each was half of the time.
      // So a test puts back what it changes of the process.
      isolate: false,
      sequence,
      server: { deps: { inline: ['postgres'] } },
      coverage: { include: ['{client,server,collab,db}/**/*.{ts,tsx}'] },
      projects: [
        // Time is no assertion: a machine that does other things too takes several times as long.
        { extends: true, test: { name: 'pure', include: pureTests, testTimeout: 30_000 } },
        { extends: true, test: { name: 'client', include: clientTests, exclude: drawnTests, testTimeout: 30_000 } },
        {
          extends: true,
          test: {
            name: 'drawn',
            include: drawnTests,
            environment: join(root, 'test/helpers/client-without-window.ts'),
            setupFiles: [join(root, 'test/helpers/window-of-its-own.ts')],
            testTimeout: 30_000,
          },
        },
        {
          extends: true,
          test: {
            name: 'relay',
            include: relayTests,
            exclude: [...pureTests, databaseFaults],
            testTimeout: 60_000,
            hookTimeout: 60_000,
          },
        },
        onDatabase('server', ['test/{access,server,db}/**/*.test.ts', databaseFaults]),
        onDatabase('embedded', embeddedTests),
      ],
    },
  }
})
