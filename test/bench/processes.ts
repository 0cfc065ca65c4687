import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { constants, cpus, setPriority, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import { freePort } from '#test/helpers/tools.mjs'
import type { LoadMethods } from './load/main.ts'

/** Processes of the bench, each on a core of its own where the machine can do that, and how they are asked. */

export const folder = import.meta.dirname
export const built = resolve(folder, '../../dist/bench')
export const scratch = mkdtempSync(join(tmpdir(), 'preau-bench-'))

/** All products of a run are on one Postgres, whose data wants one key, whatever folder each has. */
export const secretKey = 'a key of this bench alone, of 32 and more'

const serverCore = 0
const loadCore = 1
const readyWithinMs = 60_000

const canPin = cpus().length > 1 && hasTaskset()
export const shortages = canPin ? [] : ['no taskset, or one core only: server and load share what there is']

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['-V'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/**
 * Puts this process, and all it starts from now on, before everything else on the machine, or back again. Takes root; without
 * it that is said and all goes on.
 */
export function hurry(isUrgent: boolean): void {
  const { PRIORITY_HIGHEST, PRIORITY_NORMAL } = constants.priority
  const priority = isUrgent ? PRIORITY_HIGHEST : PRIORITY_NORMAL
  try {
    setPriority(priority)
    // Linux shares out time between sessions first, and by priority only within one.
    const group = '/proc/self/autogroup'
    if (existsSync(group)) writeFileSync(group, String(priority))
  } catch {
    console.log('short of something: --priority needs root; everything runs as it is')
  }
}

function start(core: number, parameters: string[], variables: Record<string, string>, logTo: string): ChildProcess {
  const command = [process.execPath, ...parameters]
  const [file = '', ...rest] = canPin ? ['taskset', '-c', String(core), ...command] : command
  const log = openSync(logTo, 'a')
  const child = spawn(file, rest, {
    cwd: folder,
    stdio: ['ignore', log, log, 'ipc'],
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', NODE_ENV: 'production', ...variables },
  })
  closeSync(log)
  return child
}

const answerShape = z.object({ id: z.number(), result: z.unknown().optional(), error: z.string().optional() })

/** Questions to a child process, by number. */
function asker(child: ChildProcess, name: string) {
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (error: Error) => void }>()
  let last = 0
  child.on('message', (message) => {
    const { id, result, error } = answerShape.parse(message)
    const question = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) question?.resolve(result)
    else question?.reject(new Error(`${name}: ${error}`))
  })
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(`${name} ended`))
  })
  return (method: string, given?: unknown): Promise<unknown> =>
    new Promise((done, reject) => {
      const id = ++last
      waiting.set(id, { resolve: done, reject })
      child.send({ id, method, given }, (error) => (error ? reject(error) : undefined))
    })
}

const memoryShape = z.object({ rss: z.number(), heapUsed: z.number(), external: z.number() })

/** A server that is measured. */
export class ServerUnderTest {
  readonly name: string
  readonly port: number
  readonly #child: ChildProcess
  readonly #ask: ReturnType<typeof asker>
  readonly #gone: Promise<void>

  private constructor(name: string, port: number, child: ChildProcess) {
    this.name = name
    this.port = port
    this.#child = child
    this.#ask = asker(child, name)
    this.#gone = new Promise((done) => child.once('exit', () => done()))
  }

  /** `{port}` in a variable is the port it is to listen on. Resolves when it answers over HTTP. */
  static async start(what: { name: string; script: string; variables: Record<string, string>; path?: string }) {
    const port = await freePort()
    const log = join(scratch, `${what.name.replaceAll(/\W+/g, '-')}.log`)
    const variables = Object.entries(what.variables).map(([key, value]) => [key, value.replace('{port}', String(port))])
    const parameters = ['--expose-gc', '--import', join(folder, 'probe.mjs'), what.script]
    const child = start(serverCore, parameters, { ...Object.fromEntries(variables), PORT: String(port) }, log)
    const until = performance.now() + readyWithinMs
    while (performance.now() < until && child.exitCode === null) {
      const answer = await fetch(`http://127.0.0.1:${port}${what.path ?? '/'}`).catch(() => null)
      await answer?.arrayBuffer()
      if (answer?.ok) return new ServerUnderTest(what.name, port, child)
      await sleep(50)
    }
    child.kill('SIGKILL')
    throw new Error(`${what.name} did not start:\n${existsSync(log) ? readFileSync(log, 'utf8') : ''}`)
  }

  async cpuMs(): Promise<number> {
    return z.number().parse(await this.#ask('cpu')) / 1000
  }

  /** After the garbage is gone: what its own memory comes to, and what the system gives it. */
  async memory(): Promise<{ own: number; rss: number }> {
    const { heapUsed, external, rss } = memoryShape.parse(await this.#ask('memory'))
    return { own: heapUsed + external, rss }
  }

  /** As it is, without collecting first. */
  async rss(): Promise<number> {
    return z.number().parse(await this.#ask('rss'))
  }

  async profile(path: string, span: () => Promise<void>): Promise<void> {
    await this.#ask('startProfile')
    await span()
    await this.#ask('stopProfile', path)
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#gone
  }
}

/** The pupils. */
export class Load {
  readonly #child: ChildProcess
  readonly #ask: ReturnType<typeof asker>

  constructor() {
    this.#child = start(loadCore, ['--expose-gc', join(built, 'load.js')], {}, join(scratch, 'load.log'))
    this.#ask = asker(this.#child, 'the load')
  }

  /** Guarantee: load/main.ts answers each method with what `LoadMethods` says. */
  ask<M extends keyof LoadMethods>(method: M, given: Parameters<LoadMethods[M]>[0]) {
    return this.#ask(method, given) as Promise<Awaited<ReturnType<LoadMethods[M]>>>
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }
}
