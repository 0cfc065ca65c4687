import { readdir, readFile } from 'node:fs/promises'
import { maxHeaderSize } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { maxNesting } from '#collab/relay/cursor.ts'
import { defaults } from '#collab/relay/options.ts'
import { longestName } from '#server/files/file-names.ts'
import { zipLimits } from '#server/files/zip.ts'
import { appWithoutDatabase, ownOrigin, routesOfTheApp } from '#test/helpers/app-without-database.ts'

interface Schema {
  type?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  maxLength?: number
  maxItems?: number
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
  additionalProperties?: unknown
  propertyNames?: { enum?: unknown[] }
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}
interface Operation {
  parameters?: { in: string; name: string; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}

async function operations(): Promise<[name: string, operation: Operation][]> {
  const description = await (await appWithoutDatabase().request('/api/openapi.json')).json()
  return Object.entries<Record<string, Operation>>(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
  )
}

const isKnown = (schema: Schema) => schema.enum !== undefined || schema.const !== undefined

/** What is wrong with this value alone; null where it has an end. */
function endless(schema: Schema): string | null {
  const { type, format, maxLength, maxItems, minimum, exclusiveMinimum, maximum } = schema
  if (isKnown(schema) || format === 'uuid') return null
  if (type === 'string') return maxLength === undefined ? 'a text of any length' : null
  if (type === 'array') return maxItems === undefined ? 'a list of any length' : null
  const hasLeast = minimum !== undefined || exclusiveMinimum !== undefined
  if (type === 'number' || type === 'integer') return hasLeast && maximum !== undefined ? null : 'any number'
  if (type === 'object')
    return schema.additionalProperties === false || schema.propertyNames?.enum !== undefined ? null : 'any keys'
  return type === undefined && !(schema.anyOf ?? schema.oneOf ?? schema.allOf) ? 'anything' : null
}

function faultsIn(schema: Schema, at: string): string[] {
  const fault = endless(schema)
  return [
    ...(fault === null ? [] : [`${at}: ${fault}`]),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, one]) => faultsIn(one, `${at} ${key}`)),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((one) => faultsIn(one, at)),
    ...(schema.items === undefined ? [] : faultsIn(schema.items, at)),
  ]
}

/** What a browser says of a passkey: each part that is read has its length. */
const ofPasskey = 'the body, 256 kB; what a browser of tomorrow adds is left out (server/authenticators/passkeys.ts)'

/** Doors whose end is elsewhere: where, and how large. */
const boundedElsewhere = {
  'post /api/projects/{projectId}/documents json content: any keys':
    'the body, 256 kB (server/middleware/body.ts); then the kind’s own schema, node by node',
  'post /api/documents/{documentId}/files form file: a text of any length': 'the body, 10 MB; its name is cut to 400',
  'post /api/channels/{channelId}/files form file: a text of any length': 'the body, 10 MB; its name is cut to 400',
  'post /api/news/{newsId}/files form file: a text of any length': 'the body, 10 MB; its name is cut to 400',
  'post /api/projects/{projectId}/presentation/files form file: a text of any length':
    'the body, 10 MB; its name is cut to 400',
  'post /api/me/authenticators/passkeys/confirm json response: any keys': ofPasskey,
  'post /api/me/authenticators/passkeys/confirm json response response: any keys': ofPasskey,
  'post /api/session/passkey/confirm json passkey: any keys': ofPasskey,
  'post /api/session/passkey/confirm json passkey response: any keys': ofPasskey,
  'post /api/session/second-step json passkey: any keys': ofPasskey,
  'post /api/session/second-step json passkey response: any keys': ofPasskey,
}

/** What comes in other ways than by a described part of a request. */
const otherEnds = {
  'letters of a file’s name': [longestName, 400],
  'parts of a zip': [zipLimits.entries, 2_000],
  'bytes of a zip, unpacked': [zipLimits.unpackedBytes, 100 * 1024 * 1024],
  'bytes of a frame of a socket, and of the body of a batch': [defaults.frameBytes, 1_048_576],
  'bytes of awareness': [defaults.awarenessBytes, 4_096],
  'bytes of ink on its way': [defaults.fleetingBytes, 1_024],
  'parts within parts of an update': [maxNesting, 64],
  'bytes of a document': [defaults.documentBytes, 20 * 1_048_576],
  'bytes of address, headers and cookies together': [maxHeaderSize, 16_384],
}

/** Doors that read nothing of what is sent along. */
const takesNothing = new Set(['post /api/session/passkey', 'post /api/session/second-step/passkey'])

/** Bodies that end before anything of them is read: where they come in, what as, how long they may be, and what is said of more. */
const bodies = [
  ['/api/session', 'application/json', 256 * 1024, 'body_too_large'],
  ['/api/school/calendar/check', 'application/json', 2 * 1024 * 1024, 'ics_too_large'],
  ['/api/projects/any/plan/timetable', 'application/json', 2 * 1024 * 1024, 'ics_too_large'],
  ['/api/channels/any/files', 'multipart/form-data; boundary=x', 10 * 1024 * 1024 + 64 * 1024, 'file_too_large'],
] as const

describe('every door', () => {
  it('says how long a text, how many things and how large a number it takes', async () => {
    const found = (await operations()).flatMap(([name, { parameters = [], requestBody }]) => [
      ...parameters.flatMap((parameter) => faultsIn(parameter.schema, `${name} ${parameter.in} ${parameter.name}`)),
      ...Object.entries(requestBody?.content ?? {}).flatMap(([type, { schema }]) =>
        faultsIn(schema, `${name} ${type === 'application/json' ? 'json' : 'form'}`),
      ),
    ])
    expect(found.toSorted()).toEqual(Object.keys(boundedElsewhere).toSorted())
  })

  it('takes an id as the database writes it: two ids are compared as texts', async () => {
    const folder = join(import.meta.dirname, '../../server')
    const names = (await readdir(folder, { recursive: true })).filter((name) => /(input|params|routes)\.ts$/.test(name))
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
    expect(names.length).toBeGreaterThan(50)
    expect(names.filter((_, index) => /\buuid\(\)(?!\s*\.toLowerCase\(\))/.test(texts[index] ?? ''))).toEqual([])
  })

  it('is described where it takes anything, with each part of its path', async () => {
    const all = await operations()
    const described = new Set(all.map(([name]) => name))
    const undescribed = routesOfTheApp()
      .map((route) => route.replace(/^\w+/, (method) => method.toLowerCase()).replaceAll(/:(\w+)/g, '{$1}'))
      // Pages without a script are no part of the API: an address ends where headers do (`otherEnds`).
      .filter((route) => route.includes(' /api/') && !described.has(route) && !takesNothing.has(route))
    expect(undescribed.filter((route) => !/^(get|delete) [^{]+$/.test(route))).toEqual([])
    for (const [name, { parameters = [] }] of all) {
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      expect(
        parameters.filter((one) => one.in === 'path').map((one) => one.name),
        name,
      ).toEqual(inPath)
    }
  })

  it.each(bodies)('takes a body no longer than it says: %s', async (path, type, most, reason) => {
    const send = async (bytes: number) => {
      const headers = { Origin: ownOrigin, 'Content-Type': type }
      const answer = await appWithoutDatabase().request(path, { method: 'POST', headers, body: 'x'.repeat(bytes) })
      return [answer.status, (await answer.json()).error.reason]
    }
    expect((await send(most))[0]).not.toBe(413)
    expect(await send(most + 1)).toEqual([413, reason])
  })

  it('has an end too where no description says so', () => {
    for (const [what, [end, expected]] of Object.entries(otherEnds)) expect(end, what).toBe(expected)
  })
})
