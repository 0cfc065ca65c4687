import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build, type Plugin } from 'vite'
import { migrationsFolder } from '#db/known-migrations.ts'
import { built, folder } from './processes.ts'

const root = resolve(folder, '../..')

/** Installs the peers where they are missing: they are no part of the product, so they have a lockfile of their own. */
export function installPeers(): void {
  if (existsSync(join(folder, 'peers/node_modules/@hocuspocus/server'))) return
  console.log('Installing the peers (npm ci in test/bench/peers) …')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: join(folder, 'peers'),
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('the peers could not be installed')
}

const excalidraw = join(folder, 'peers/excalidraw')

/** Excalidraw as its own Vite build: where it is. */
export async function buildExcalidraw(): Promise<string> {
  if (!existsSync(join(excalidraw, 'node_modules/@excalidraw/excalidraw'))) {
    console.log('Installing Excalidraw (npm ci in test/bench/peers/excalidraw) …')
    const flags = ['ci', '--no-audit', '--no-fund', '--ignore-scripts']
    const { status } = spawnSync('npm', flags, { cwd: excalidraw, stdio: 'inherit' })
    if (status !== 0) throw new Error('Excalidraw could not be installed')
  }
  const outDir = resolve(built, '../excalidraw')
  await build({ root: excalidraw, configFile: false, logLevel: 'error', build: { outDir, emptyOutDir: true } })
  return outDir
}

/** Tiptap with nothing around it, from the product's own packages: where it is. */
export async function buildBareTiptap(): Promise<string> {
  const outDir = resolve(built, '../bare-tiptap')
  const bare = { outDir, emptyOutDir: true, target: 'es2022' }
  await build({ root: join(folder, 'tiptap'), configFile: false, logLevel: 'error', build: bare })
  return outDir
}

/** The screens, as `npm run build` makes them, with maps beside them for a profile. */
export async function buildScreens(): Promise<string> {
  const beside = { manifest: true, sourcemap: 'hidden' } as const
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error', build: beside })
  return resolve(built, '../client')
}

/** Three hundred come into one room in some rows; the product lets in 120. Nothing else of it is changed. */
function wideRooms(): Plugin {
  const limit = 'socketsPerRoom: 120'
  return {
    name: 'wide-rooms',
    transform(code, id) {
      if (!id.endsWith('collab/relay/options.ts')) return undefined
      if (!code.includes(limit)) throw new Error(`expected in options.ts: ${limit}`)
      return { code: code.replace(limit, 'socketsPerRoom: 10_000'), map: null }
    },
  }
}

/** The product's own server build, and beside it what else runs in the bench: nothing is measured through a transpiler. */
export async function buildAll(): Promise<void> {
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    plugins: [wideRooms()],
    build: {
      ssr: true,
      outDir: built,
      rolldownOptions: {
        input: {
          load: join(folder, 'load/main.ts'),
          'no-store': join(folder, 'no-store.ts'),
          'bare-chat': join(folder, 'bare-chat.ts'),
        },
      },
    },
  })
  cpSync(migrationsFolder, join(built, 'migrations'), { recursive: true })
  // The server wants a client to serve; nobody here looks at it.
  const page = resolve(built, '../client/index.html')
  if (existsSync(page)) return
  mkdirSync(resolve(page, '..'), { recursive: true })
  writeFileSync(page, '<!doctype html><html lang="en"><title>bench</title></html>\n')
}
