import { type Ctx, requireUser } from '../kit/context.ts'

/** Who has it before them looks again. */
export const tellDossier = (ctx: Ctx, projectId: string) =>
  ctx.rooms.notice({ projectId }, { topic: 'dossier', id: projectId, userId: requireUser(ctx).id })
