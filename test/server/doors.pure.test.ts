import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { Folding } from '#collab/relay/folding.ts'
import { createApp } from '#server/app.ts'
import type { Deps } from '#server/context.ts'
import { quietRooms } from '#test/helpers/rooms.ts'

/** Guarantee: only the description of the routes is read, so nothing reaches the database. */
const withoutDatabase = {} as Deps['db']

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
  const app = createApp({
    db: withoutDatabase,
    rooms: quietRooms(),
    folding: new Folding(),
    now: () => new Date(0),
    settings: { publicUrl: new URL('http://preau.test'), origins: [], secretKey: new Uint8Array(32), version: '0' },
    log: pino({ level: 'silent' }),
  })
  const description = await (await app.request('/api/openapi.json')).json()
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
  if (type === 'object') return schema.additionalProperties === false ? null : 'any keys'
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

/** Doors whose end is elsewhere: where, and how large. */
const boundedElsewhere = {
  'post /api/projects/{projectId}/documents json content: any keys':
    'the body, 256 kB (server/middleware/body.ts); then the kind’s own schema, node by node',
  'post /api/documents/{documentId}/files form file: a text of any length': 'the body, 10 MB; its name is cut to 400',
  'post /api/channels/{channelId}/files form file: a text of any length': 'the body, 10 MB; its name is cut to 400',
}

/** What comes in other ways than by a described part of a request, and where each is cut or refused. */
const otherDoors = [
  ['headers of a request, cookies among them', '16 kB', 'Node’s HTTP parser'],
  ['path and query', '16 kB', 'Node’s HTTP parser'],
  ['body of JSON', '256 kB; 2 MB for a calendar', 'server/middleware/body.ts'],
  ['form with a file', '10 MB and 64 kB', 'server/middleware/body.ts'],
  ['name of a file', '400 letters, stored as 150', 'server/files/file-names.ts'],
  ['parts of a zip', '2,000 of 100 MB together, a hundred times the packed size', 'server/files/zip.ts'],
  ['cookie of a session', '43 letters', 'server/auth/sessions.ts'],
  ['address of a room', 'a fixed pattern', 'collab/relay/door.ts'],
  ['frame of a socket, body of a batch', '1 MB', 'SPEC 23 and 58'],
  ['hello', 'three known keys', 'collab/relay/receive.ts'],
  ['awareness', '4 kB', 'SPEC 34'],
  ['ink on its way', '1 kB', 'SPEC 65'],
  ['update of a document', 'as a frame; 64 levels; 20 MB in all', 'SPEC 14 and 22'],
]

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

  it('describes what it takes, and is not one that none of these lists know', async () => {
    const all = await operations()
    expect(all.length).toBeGreaterThan(70)
    for (const [name, { parameters = [] }] of all) {
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      expect(
        parameters.filter((one) => one.in === 'path').map((one) => one.name),
        name,
      ).toEqual(inPath)
    }
    expect(otherDoors.length).toBe(13)
  })
})
