import { Folding } from '#collab/relay/folding.ts'
import { openDatabase } from '#db/client.ts'
import { listDocumentsWritten } from '#db/queries/document-log.ts'
import { killAt } from '#server/kit/failpoints.ts'
import { foldLog } from '#server/versions/fold.ts'

// Folds the whole log as it will be done in two days, in a process of its own:
// node --import tsx fold-process.ts <data folder> <database url or ''> <nth, or 0 to live through it>
const [dataDir = '', databaseUrl = '', nth = '0'] = process.argv.slice(2)
const log = { info: () => undefined, warn: () => undefined, fatal: () => undefined }
const now = new Date(Date.now() + 48 * 60 * 60_000)
const reached = Number(nth) > 0 ? killAt({ point: 'mid-compaction', nth: Number(nth) }) : undefined

const { db, close } = await openDatabase({ dataDir, databaseUrl: databaseUrl || undefined, log })
const folding = new Folding()
let folded = 0
for (const documentId of await listDocumentsWritten(db, new Date(0), now))
  folded += await foldLog({ db, folding, reached }, documentId, now)
await folding.close()
await close()
process.stdout.write(`${folded}\n`)
