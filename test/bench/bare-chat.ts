import { createServer } from 'node:http'
import { sql } from 'drizzle-orm'
import { type WebSocket, WebSocketServer } from 'ws'
import { openDatabase } from '#db/client.ts'
import { indexWords } from '#server/kit/words.ts'

/*
 * The least that a chat can do: a message that came over a websocket is one row with its words for search, plainly
 * inserted and committed, and then goes to every other socket of the room; a search is one SELECT by the index. No sign-in,
 * no rights, no sequence that several writers share; the same database, driver and table as the product's.
 */

const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir = '', PORT: port } = process.env
const { CHANNEL: channelId = '', SEARCHED: searchedId = '' } = process.env
const log = { info: () => undefined, warn: () => undefined, fatal: console.error }
const { db } = await openDatabase({ databaseUrl, dataDir, log })
let sequence = 0
const [searched] = await db.execute<{ number: number }>(sql`select number from channels where id = ${searchedId}::uuid`)

const rooms = new Map<string, Set<WebSocket>>()
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://bare')
  if (pathname !== '/search') return response.end('ready')
  return void search(searchParams.get('q') ?? '', Number(searchParams.get('limit'))).then((rows) => {
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify(rows))
  })
})
server.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, (ws) => {
    const name = request.url ?? ''
    const room = rooms.get(name) ?? new Set()
    rooms.set(name, room.add(ws))
    ws.on('message', (data) => {
      const bytes = data instanceof Buffer ? data : Buffer.alloc(0)
      void store(bytes).then(() => {
        for (const other of room) if (other !== ws) other.send(bytes)
      })
    })
    ws.on('error', () => ws.terminate())
    ws.on('close', () => room.delete(ws))
  }),
)
server.listen(Number(port), '127.0.0.1')

async function store(bytes: Buffer): Promise<void> {
  const { id, text } = JSON.parse(bytes.toString()) as { id: string; text: string }
  await db.execute(sql`
    insert into messages (id, channel_id, sequence, at, text, words)
    values (${id}::uuid, ${channelId}::uuid, ${++sequence}, now(), ${text},
      array_to_tsvector(array(select jsonb_array_elements_text(${JSON.stringify(indexWords(1, text))}::jsonb))))`)
}

function search(asked: string, limit: number) {
  const query = indexWords(searched?.number ?? 0, asked)
    .map((word) => `'${word}':*`)
    .join(' & ')
  return db.execute(sql`
    select id, sequence, author_id, at, text from messages
    where channel_id = ${searchedId}::uuid and words @@ ${query}::tsquery order by sequence desc limit ${limit}::int`)
}
