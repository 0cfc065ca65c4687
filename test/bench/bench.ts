import { rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres } from '#test/helpers/tools.mjs'
import { buildAll, installPeers } from './build.ts'
import { type Contender, contendersIn, type Surroundings } from './contenders.ts'
import { hurry, Load, scratch, shortages } from './processes.ts'
import { measureAwareness } from './rows/awareness.ts'
import { measureBoardCanvas } from './rows/board-canvas.ts'
import { measureBoardClass } from './rows/board-class.ts'
import { measureBoardHands } from './rows/board-hands.ts'
import { measureChatHands } from './rows/chat-hands.ts'
import { measureBoardSize } from './rows/board-size.ts'
import { measureCapacity } from './rows/capacity.ts'
import { measureChat } from './rows/chat.ts'
import { measureClass } from './rows/class.ts'
import { measureClassWaiting } from './rows/class-waiting.ts'
import { measureCold } from './rows/cold.ts'
import { measureJoin, measureRejoin } from './rows/join.ts'
import { measureMemory } from './rows/memory.ts'
import { measurePageHand } from './rows/page-hand.ts'
import { School } from './school.ts'
import { judgements, type Line, print } from './table.ts'

/** `npm run bench`: the relay beside others that do the same job, in one run on one machine. README.md says what it says. */

export interface Bench {
  contenders: Contender[]
  surroundings: Surroundings
  load: Load
  rounds: number
  seconds: number
  /** Sizes of the pages that somebody types in. */
  words: number[]
  profile: boolean
}

const rows: Record<string, (bench: Bench) => Promise<Line[]>> = {
  class: measureClass,
  'class-waiting': measureClassWaiting,
  capacity: measureCapacity,
  join: measureJoin,
  rejoin: measureRejoin,
  awareness: measureAwareness,
  memory: measureMemory,
  cold: measureCold,
  'board-class': measureBoardClass,
  'board-hands': measureBoardHands,
  chat: measureChat,
  'chat-hands': measureChatHands,
  'board-canvas': measureBoardCanvas,
  'board-size': measureBoardSize,
  'page-hand': measurePageHand,
}

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(rows).join(',') },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '20' },
    profile: { type: 'boolean', default: false },
    priority: { type: 'boolean', default: false },
    with: { type: 'string', default: '' },
    words: { type: 'string', default: '0,10000,34000' },
    json: { type: 'string' },
  },
})

const isWanted = (name: string) => flags.with === '' || flags.with.split(',').includes(name)

await main()

async function main(): Promise<void> {
  const wanted = flags.only.split(',')
  const unknown = wanted.filter((name) => rows[name] === undefined)
  if (unknown.length > 0)
    throw new Error(`no such row: ${unknown.join(', ')}; there are ${Object.keys(rows).join(', ')}`)
  installPeers()
  await buildAll()
  // A child inherits it; the database is one of ours, too.
  if (flags.priority) hurry(true)
  const postgres = await startPostgres()
  const school = postgres && (await School.open(postgres.url))
  const load = new Load()
  const lines: Line[] = []
  const failures: string[] = []
  for (const line of shortages) console.log(`short of something: ${line}`)
  if (!postgres) console.log('short of something: no Postgres was found, so the product itself is not measured')
  try {
    const surroundings = { databaseUrl: postgres?.url ?? null, school }
    for (const name of wanted) {
      console.log(`measuring ${name} …`)
      try {
        const contenders = contendersIn(surroundings).filter(({ name }) => isWanted(name))
        const { rounds, seconds } = { rounds: Number(flags.rounds), seconds: Number(flags.seconds) }
        const bench = { surroundings, contenders, load, rounds, seconds, words: flags.words.split(',').map(Number) }
        const measured = (await rows[name]?.({ ...bench, profile: flags.profile })) ?? []
        lines.push(...measured)
        print(measured)
      } catch (error) {
        failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  } finally {
    if (flags.priority) hurry(false)
    load.kill()
    await school?.close()
    await postgres?.stop()
  }
  console.log('')
  print(lines)
  for (const failure of failures) console.error(`went wrong: ${failure}`)
  if (flags.json)
    writeFileSync(
      resolve(flags.json),
      JSON.stringify(
        lines.map((line) => ({ ...line, judged: judgements(line) })),
        null,
        2,
      ),
    )
  if (failures.length === 0) rmSync(scratch, { recursive: true, force: true })
  else console.error(`what the processes said is in ${scratch}`)
  process.exit(failures.length > 0 ? 1 : 0)
}
