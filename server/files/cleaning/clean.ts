import type { FileType } from '#db/schema/values.ts'
import { Broken } from './markup.ts'
import { cleanOffice } from './office.ts'
import { type CleaningFault, Refused } from './refused.ts'

export type Cleaned = { bytes: Uint8Array } | { reason: CleaningFault }

/** The same file without who wrote it, where they keep things, and what it would load from elsewhere. */
export async function cleanFile(bytes: Uint8Array, type: FileType): Promise<Cleaned> {
  try {
    if (type !== 'application/pdf') return { bytes: cleanOffice(bytes, type) }
    // Takes a while to load, and most files are none.
    const { cleanPdf } = await import('./pdf.ts')
    return { bytes: await cleanPdf(bytes) }
  } catch (error) {
    if (error instanceof Refused) return { reason: error.reason }
    if (error instanceof Broken || error instanceof RangeError) return { reason: 'file_broken' }
    throw error
  }
}
