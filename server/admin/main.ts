import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { openDatabase } from '#db/client.ts'
import { migrateDatabase, requireKnown } from '#db/migrate.ts'
import { type Environment, readEnvironment, SettingsError } from '../env.ts'
import { recoverByRunning, recoverByServer, type Recovered } from '../recovery/by-server.ts'

/* `npm run admin -- recover <e-mail>`: what only who keeps the server may do, with the server running or not. */

const usage = `npm run admin -- recover <e-mail>
  prints a link, good once and for 24 hours, with which this person sets a new password;
  whoever has lost their second step signs in without it from then on`

await main(process.argv.slice(2))

async function main([command, address, ...more]: string[]): Promise<void> {
  if (command !== 'recover' || !address || more.length > 0) return end(usage, 2)
  const answer = await recover(address).catch(refusalOf)
  if ('refusal' in answer) return end(answer.refusal, 1)
  const second = answer.endsSecondStep ? 'It takes away their second step and recovery codes too.\n' : ''
  process.stdout.write(
    `${answer.url}\nGood once, until ${answer.expiresAt}. Give it to this person and to nobody else.\n${second}`,
  )
}

function refusalOf(error: unknown): Recovered {
  const said = error instanceof Error ? error.message : String(error)
  if (error instanceof SettingsError) return { refusal: `These settings cannot be used:\n${said}` }
  return { refusal: `No link was made: ${said}` }
}

/** Through the running server where the database is its own, else in the database itself. */
async function recover(address: string): Promise<Recovered> {
  const environment = readEnvironment(undefined, [])
  const { dataDir, databaseUrl } = environment
  if (databaseUrl) return recoverInDatabase(environment, address)
  if (!existsSync(join(dataDir, 'database')))
    return { refusal: `There is no Préau in ${dataDir}. Set DATA_DIR as for npm start.` }
  return (await recoverByRunning(dataDir, address)) ?? recoverInDatabase(environment, address)
}

async function recoverInDatabase(environment: Environment, address: string): Promise<Recovered> {
  const { dataDir, databaseUrl, allowUnsafeDatabase: allowUnsafe, settings } = environment
  const database = await openDatabase({ databaseUrl, dataDir, log: pino({ level: 'error' }), allowUnsafe })
  try {
    // Nobody else has the embedded one open; a Postgres server's is brought up to date by the server that runs on it.
    await (database.kind === 'embedded' ? migrateDatabase : requireKnown)(database.db)
    return await recoverByServer({ db: database.db, settings, now: () => new Date() }, address)
  } finally {
    await database.close()
  }
}

function end(line: string, code: number): void {
  process.stderr.write(`${line}\n`)
  process.exitCode = code
}
