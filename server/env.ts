import { BlockList, isIP } from 'node:net'
import { join, resolve } from 'node:path'
import * as z from 'zod'
import packageJson from '../package.json' with { type: 'json' }
import { leastMonths } from './audit/months.ts'
import type { Settings } from './kit/context.ts'
import { type Failpoint, failpoints } from './kit/failpoints.ts'
import type { MailWay } from './mail/carriers.ts'
import { readSecretKey, type SecretKey, shortestSecretKey } from './key/secret-key.ts'

/** Everything the process is told from outside. This file is the only reader of `process.env`. */
export interface Environment {
  host: string
  port: number
  dataDir: string
  databaseUrl: string | undefined
  redisUrl: string | undefined
  allowUnsafeDatabase: boolean
  logLevel: LogLevel
  isDemo: boolean
  /** The demonstration has offices of the programme around its schools. */
  isProgramme: boolean
  isDev: boolean
  /** Where backups go, and how many hours lie between two that are made by themselves; 0: none are. */
  backup: { folder: string; everyHours: number }
  /** How mail leaves. */
  mail: MailWay
  /** What `settings.secretKey` comes from. */
  key: SecretKey
  /** Go on with another key than the one that the data was made with. */
  acceptsNewKey: boolean
  /** Where the process is to kill itself, and at the how manieth time: for fault tests. */
  failpoint: { point: Failpoint; nth: number } | undefined
  /** A file that moves the clock: for tests of quiet hours. */
  testClock: string | undefined
  settings: Settings
}

export class SettingsError extends Error {}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
type LogLevel = (typeof logLevels)[number]
const knownFlags = ['--demo', '--programme', '--dev', '--accept-new-key']

const schema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  SECRET_KEY: z.string().min(shortestSecretKey).optional(),
  BACKUP_DIR: z.string().min(1).optional(),
  BACKUP_EVERY: z.coerce.number().int().min(0).max(168).optional(),
  /** At least a year, or 0: for ever. */
  AUDIT_MONTHS: z.coerce
    .number()
    .int()
    .max(600)
    .refine((months) => months === 0 || months >= leastMonths, { error: 'a year (12) at least, or 0 for ever' })
    .default(leastMonths),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  /** Whoever speaks on the machine itself is a proxy: nobody else reaches the address that is the default. */
  TRUSTED_PROXIES: z.string().max(1_000).default('127.0.0.0/8,::1'),
  ALLOW_UNSAFE_DATABASE: z.enum(['0', '1']).default('0'),
  NODE_ENV: z.string().optional(),
  /** For tests alone: the time is later by as many milliseconds as this file says. */
  TEST_CLOCK: z.string().optional(),
  /** For fault tests alone, `point:n`: the process kills itself when it is at that point for the nth time. */
  FAILPOINT: z.templateLiteral([z.enum(failpoints), ':', z.number().int().min(1)]).optional(),
})

type Variables = z.infer<typeof schema>

/** Reads settings and flags; throws SettingsError with one line per wrong setting. Writes nothing. */
export function readEnvironment(
  variables: NodeJS.ProcessEnv = process.env,
  flags = process.argv.slice(2),
): Environment {
  // An empty variable is one that was not set: compose files and shells write them so.
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success) throw new SettingsError(describe(parsed.error))
  const unknownFlag = flags.find((flag) => !knownFlags.includes(flag))
  if (unknownFlag) throw new SettingsError(`${unknownFlag}: unknown; the flags are ${knownFlags.join(', ')}`)
  const values = parsed.data
  const isDemo = flags.includes('--demo')
  const isProgramme = flags.includes('--programme')
  if (isProgramme && !isDemo) throw new SettingsError('--programme: goes with --demo')
  const ofDemo = isProgramme ? './data/demo-programme' : './data/demo'
  const dataDir = resolve(isDemo && !given.DATA_DIR ? ofDemo : values.DATA_DIR)
  const key = secretKeyFrom(values, dataDir)
  const mail = mailFrom(values, dataDir)
  const backup = backupFrom(values, dataDir, isDemo || flags.includes('--dev'))
  return {
    host: values.HOST,
    port: values.PORT,
    dataDir,
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    allowUnsafeDatabase: values.ALLOW_UNSAFE_DATABASE === '1',
    logLevel: values.LOG_LEVEL,
    isDemo,
    isProgramme,
    isDev: flags.includes('--dev'),
    backup,
    mail,
    key,
    acceptsNewKey: flags.includes('--accept-new-key'),
    failpoint: failpointFrom(values),
    testClock: testClockFrom(values),
    settings: {
      ...settingsFrom(values, key),
      backupEveryHours: backup.everyHours,
      // Of a demonstration whoever tries it reads the folder.
      sendsMail: mail.kind === 'smtp' || isDemo,
    },
  }
}

const usualHours = 24

/** Nothing in a demonstration is worth keeping. */
function backupFrom({ BACKUP_DIR, BACKUP_EVERY }: Variables, dataDir: string, isTrial: boolean): Environment['backup'] {
  return {
    folder: resolve(BACKUP_DIR ?? join(dataDir, 'backups')),
    everyHours: BACKUP_EVERY ?? (isTrial ? 0 : usualHours),
  }
}

/** `?from=` says who writes; else who signs in at the mail server, or this house's own name. */
function mailFrom({ SMTP_URL, PUBLIC_URL }: Variables, dataDir: string): MailWay {
  const house = PUBLIC_URL === undefined ? 'localhost' : new URL(PUBLIC_URL).hostname
  if (SMTP_URL === undefined) return { kind: 'folder', folder: join(dataDir, 'mails'), from: `preau@${house}` }
  const url = new URL(SMTP_URL)
  const user = decodeURIComponent(url.username)
  const from = url.searchParams.get('from') ?? (user.includes('@') ? user : `preau@${house}`)
  if (!z.email().safeParse(from).success && from !== `preau@${house}`)
    throw new SettingsError('SMTP_URL: from is no e-mail address')
  return { kind: 'smtp', url, from }
}

/** No installation that people work in has one: the container image is production, and refuses. */
function failpointFrom({ FAILPOINT, NODE_ENV }: Variables): Environment['failpoint'] {
  if (FAILPOINT === undefined) return undefined
  if (NODE_ENV === 'production') throw new SettingsError('FAILPOINT: for fault tests, and refused in production')
  const [name, nth] = FAILPOINT.split(':')
  const point = failpoints.find((one) => one === name)
  return point && { point, nth: Number(nth) }
}

/** Sessions, cards and quiet hours go by the clock: no installation that people work in lets a file move it. */
function testClockFrom({ TEST_CLOCK, NODE_ENV }: Variables): string | undefined {
  if (TEST_CLOCK !== undefined && NODE_ENV === 'production')
    throw new SettingsError('TEST_CLOCK: for tests, and refused in production')
  return TEST_CLOCK
}

function settingsFrom(values: Variables, key: SecretKey): Settings {
  const publicUrl = new URL(values.PUBLIC_URL ?? `http://localhost:${values.PORT}`)
  if (publicUrl.pathname !== '/') throw new SettingsError('PUBLIC_URL: must have no path')
  // The default address is typed both ways.
  const twin = values.PUBLIC_URL ? [] : [`http://127.0.0.1:${values.PORT}`]
  return {
    publicUrl,
    origins: [publicUrl.origin, ...twin],
    secretKey: key.bytes,
    version: packageJson.version,
    trustedProxies: proxiesFrom(values.TRUSTED_PROXIES),
    auditMonths: values.AUDIT_MONTHS,
  }
}

/** Addresses and networks (`10.0.0.0/8`), with commas between them; `none` for no proxy at all. */
function proxiesFrom(text: string): BlockList {
  const list = new BlockList()
  if (text.trim() === 'none') return list
  for (const entry of text.split(',').map((part) => part.trim())) {
    const [address = '', bits, ...more] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    const longest = family === 'ipv6' ? 128 : 32
    const length = bits === undefined ? longest : Number(bits)
    const isRight = isIP(address) > 0 && more.length === 0 && bits !== '' && length >= 0 && length <= longest
    if (!isRight) throw new SettingsError(`TRUSTED_PROXIES: ${entry} is no address and no network`)
    list.addSubnet(address, length, family)
  }
  return list
}

function secretKeyFrom({ SECRET_KEY }: Variables, dataDir: string): SecretKey {
  try {
    return readSecretKey(SECRET_KEY, dataDir)
  } catch (error) {
    throw new SettingsError(error instanceof Error ? error.message : String(error))
  }
}

function describe(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n')
}
