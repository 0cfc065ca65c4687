import { parseArgs } from 'node:util'
import { type Environment, readEnvironment, SettingsError } from '../env.ts'
import { lookAtDatabase } from './database.ts'
import { broken, type Finding, messageOf, type Verdict } from './findings.ts'
import { lookAtClock, lookAtDisk, lookAtFiles, lookAtNode, lookAtSettings } from './machine.ts'
import { lookAtNetwork } from './network.ts'

const helpText = `npm run doctor [-- --json] [--demo]
Looks at settings, files, disk, clock, database, key, backup, proxy and websockets, and changes nothing.
Ends with 0 where all is well, 1 where something should be looked at, 2 where something is broken.`

const marks: Record<Verdict, string> = { ok: 'ok       ', look: 'look     ', broken: 'BROKEN   ' }
const codes: Record<Verdict, number> = { ok: 0, look: 1, broken: 2 }

const say = (line: string) => void process.stdout.write(`${line}\n`)

/** Prints what it finds and gives the exit code. */
export async function runDoctor(given: string[]): Promise<number> {
  const options = { json: { type: 'boolean' }, demo: { type: 'boolean' }, help: { type: 'boolean' } } as const
  try {
    const { values } = parseArgs({ args: given, options })
    if (values.help) return (say(helpText), 0)
    const findings = await examine(values.demo ?? false)
    const worst = Math.max(0, ...findings.map(({ verdict }) => codes[verdict]))
    if (values.json) say(JSON.stringify({ code: worst, findings }))
    else findings.forEach(tell)
    return worst
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`)
    return codes.broken
  }
}

function tell({ name, verdict, seen, advice }: Finding): void {
  say(`${marks[verdict]}${name}: ${seen}`)
  if (advice !== undefined) say(`         To do: ${advice}`)
}

async function examine(isDemo: boolean): Promise<Finding[]> {
  const environment = environmentOr(isDemo)
  if ('verdict' in environment) return [environment]
  return [
    ...lookAtNode(),
    ...lookAtSettings(environment),
    ...(await lookAtFiles(environment)),
    ...(await lookAtDisk(environment)),
    ...lookAtClock(),
    ...(await lookAtDatabase(environment)),
    ...(await lookAtNetwork(environment)),
  ]
}

function environmentOr(isDemo: boolean): Environment | Finding {
  try {
    return readEnvironment(undefined, isDemo ? ['--demo'] : [])
  } catch (error) {
    if (error instanceof SettingsError)
      return broken('Settings', error.message, 'Mend the variables that are named; README.md says what each means.')
    throw error
  }
}
