import type { Ctx } from '../kit/context.ts'
import { auditBoard, requireBoard } from './board.ts'

export const exportFormats = ['png', 'svg', 'pdf', 'csv', 'excalidraw'] as const

interface Export {
  format: (typeof exportFormats)[number]
  /** Whether the file says who made what. */
  hasNames: boolean
}

/** A board is taken along by the browser, which has it all: it says so before it makes the file. */
export async function noteExport(ctx: Ctx, documentId: string, { format, hasNames }: Export): Promise<void> {
  const grant = await requireBoard(ctx, documentId, { content: 'read' })
  await ctx.db.transaction((tx) =>
    auditBoard(ctx, tx, grant, { action: 'board.exported', detail: { format, hasNames } }),
  )
}
