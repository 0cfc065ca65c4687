import { lockFileSizes } from '#db/queries/files.ts'
import type { Tx } from '#db/client.ts'
import { AppError } from './errors.ts'

const mb = 1024 * 1024

export const fileLimits = {
  /** R18: the most that one upload brings. */
  bytes: 10 * mb,
  /** Three minutes of the richest sound that a browser records. */
  voiceBytes: 4 * mb,
  /** Of one person in one project: some 700 pictures, or 50 long files. */
  personBytes: 150 * mb,
  /** Everything lies in one database that a school backs up every night. */
  projectBytes: 1_024 * mb,
} as const

/** Throws `conflict` where the project, or this person in it, holds as much as it may. */
export async function requireRoom(tx: Tx, asked: { projectId: string; userId: string; size: number }): Promise<void> {
  const { project, own } = await lockFileSizes(tx, asked.projectId, asked.userId)
  if (own + asked.size > fileLimits.personBytes) throw new AppError('conflict', 'files_full_person')
  if (project + asked.size > fileLimits.projectBytes) throw new AppError('conflict', 'files_full_project')
}
