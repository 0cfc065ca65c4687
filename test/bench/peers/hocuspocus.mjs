// Hocuspocus with its defaults, storing whole documents in a Postgres table as its database extension does.
import { Server } from '@hocuspocus/server'
import postgres from 'postgres'
import * as Y from 'yjs'

const { DATABASE_URL: url } = process.env
const sql = url ? postgres(url, { onnotice: () => undefined }) : null
if (sql) await sql`create table if not exists hocuspocus_documents (name text primary key, data bytea not null)`

const server = new Server({
  port: Number(process.env.PORT),
  address: '127.0.0.1',
  quiet: true,
  async onLoadDocument({ documentName, document }) {
    if (!sql) return
    const [row] = await sql`select data from hocuspocus_documents where name = ${documentName}`
    if (row) Y.applyUpdate(document, row.data)
  },
  async onStoreDocument({ documentName, document }) {
    if (!sql) return
    const data = Buffer.from(Y.encodeStateAsUpdate(document))
    await sql`insert into hocuspocus_documents values (${documentName}, ${data})
      on conflict (name) do update set data = excluded.data`
  },
})
server.webSocketServer.options.perMessageDeflate = false
await server.listen()
