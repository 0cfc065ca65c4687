import type { BoardObject } from '#collab/documents/board-model.ts'
import { findPlan } from '#db/queries/plan.ts'
import { liveBoard } from '../boards/board.ts'
import type { Ctx } from '../kit/context.ts'

interface PlanNow {
  documentId: string | null
  objects: readonly BoardObject[]
}

/** The plan of a project with what stands in it, for uses that have asked who may know it; empty where there is none. */
export async function readPlan(ctx: Ctx, projectId: string): Promise<PlanNow> {
  const plan = await findPlan(ctx.db, projectId)
  if (plan === null || plan.state === 'removed') return { documentId: null, objects: [] }
  return { documentId: plan.id, objects: (await liveBoard(ctx, plan.id)).objects }
}
