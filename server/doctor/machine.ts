import { stat, statfs } from 'node:fs/promises'
import { userInfo } from 'node:os'
import type { Environment } from '../env.ts'
import { broken, type Finding, look, messageOf, ok } from './findings.ts'

/* What can be seen on the machine itself: settings, files, disk, clock. */

const gigabyte = 1024 ** 3
const smallestPart = 0.05
const comfortablePart = 0.15
const otherPeople = 0o077

export function lookAtSettings({ settings, redisUrl, databaseUrl, mail }: Environment): Finding[] {
  const { protocol, hostname, origin } = settings.publicUrl
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  const address =
    protocol === 'https:' || isLocal
      ? ok('Address', `People come by ${origin}.`)
      : look(
          'Address',
          `People come by ${origin}, without encryption: what they type can be read on the way, and unsent words cannot be kept on devices.`,
          'Put a proxy with a certificate in front, and set PUBLIC_URL to the https address.',
        )
  const local = isLocal
    ? [
        look(
          'PUBLIC_URL',
          'It is not set, or names this machine alone.',
          'Set PUBLIC_URL to the address that people type.',
        ),
      ]
    : []
  const redis = redisUrl ? [look('REDIS_URL', 'It is set and not used.', 'Remove it.')] : []
  const where = ok(
    'Storage',
    databaseUrl ? 'A Postgres server keeps the data.' : 'The embedded database keeps the data.',
  )
  const letters = ok(
    'Mail',
    mail.kind === 'smtp'
      ? `It goes to ${mail.url.host}, from ${mail.from}.`
      : `SMTP_URL is not set: letters are put into ${mail.folder}, and nobody is offered one.`,
  )
  return [address, ...local, where, letters, ...redis]
}

export async function lookAtFiles({ dataDir, key, databaseUrl }: Environment): Promise<Finding[]> {
  const folder = await stat(dataDir).catch(() => null)
  if (!folder) {
    const seen = `${dataDir} is not there.`
    if (databaseUrl && key.file === null) return [ok('Data folder', `${seen} It is not needed here.`)]
    return [look('Data folder', seen, 'Start Préau once, or set DATA_DIR as for the server.')]
  }
  const me = userInfo()
  const owner =
    folder.uid === me.uid
      ? ok('Data folder', `${dataDir} belongs to whom it should.`)
      : look(
          'Data folder',
          `${dataDir} belongs to another user (number ${folder.uid}) than the one who runs this (${me.username}).`,
          `Run this as the server's user. If that is ${me.username}: chown -R ${me.username} ${dataDir}`,
        )
  return [owner, await lookAtKeyFile(key.file)]
}

async function lookAtKeyFile(file: string | null): Promise<Finding> {
  if (file === null) return ok('Key file', 'The key is given by SECRET_KEY.')
  const found = await stat(file).catch(() => null)
  if (!found)
    return look(
      'Key file',
      `${file} is not there.`,
      'The first start makes it. If there is data already, put the key back.',
    )
  if ((found.mode & otherPeople) === 0) return ok('Key file', `${file} can be read by its owner alone.`)
  return look('Key file', `${file} can be read by other users of this machine.`, `chmod 600 ${file}`)
}

export async function lookAtDisk({ dataDir, backup }: Environment): Promise<Finding[]> {
  const folders = [...new Set([dataDir, backup.folder])]
  return (await Promise.all(folders.map(lookAtDiskOf))).flat()
}

async function lookAtDiskOf(folder: string): Promise<Finding[]> {
  const disk = await statfs(folder).catch(() => null)
  if (!disk) return []
  const part = disk.bavail / disk.blocks
  const seen = `${((disk.bavail * disk.bsize) / gigabyte).toFixed(1)} GB are free under ${folder} (${Math.round(part * 100)} %).`
  const advice = 'Make room: delete what is not needed, or move the folder to a larger disk.'
  if (part <= smallestPart) return [broken('Disk', `${seen} Préau says that it is not ready below 5 %.`, advice)]
  return [part <= comfortablePart ? look('Disk', seen, advice) : ok('Disk', seen)]
}

export function lookAtClock(): Finding[] {
  try {
    // Quiet hours go by each school's own clock.
    for (const timeZone of ['Europe/Paris', 'Europe/Kyiv', 'Asia/Yerevan'])
      new Intl.DateTimeFormat('en', { timeZone }).format(new Date())
  } catch (error) {
    return [
      broken(
        'Time zones',
        `This Node.js does not know Europe's time zones (${messageOf(error)}).`,
        'Install Node.js with full ICU, as nodejs.org has it.',
      ),
    ]
  }
  const now = new Date()
  const isPlausible = now.getUTCFullYear() >= 2026
  return [
    isPlausible
      ? ok('Clock', `It is ${now.toISOString()}.`)
      : broken(
          'Clock',
          `This machine believes it is ${now.toISOString()}.`,
          'Set the clock (timedatectl set-ntp true).',
        ),
  ]
}

export function lookAtNode(): Finding[] {
  const [major = 0] = process.versions.node.split('.').map(Number)
  const seen = `This is Node.js ${process.versions.node}.`
  return [major >= 22 ? ok('Node.js', seen) : look('Node.js', seen, 'Install 22 or 24 for a real installation.')]
}
