import type { Tx } from '#db/client.ts'
import { insertInvitation } from '#db/queries/invitations.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import { newInvitationLink } from '../invitations/links.ts'
import { putIntoOutbox } from '../mail/outbox.ts'
import { type Named, requireRegionFor } from '../mandates/give.ts'

/**
 * Invites whoever has an address to a mandate. Nobody looks up whether anybody has it: neither the answer nor its time says
 * so. With mail the link goes there, and is made when the letter is written; without, it is shown once, to be handed over.
 */
export async function storeInvitation(
  ctx: Ctx,
  tx: Tx,
  by: SessionUser,
  { email, ...named }: Named & { email: string },
) {
  const { officeId, post, regionId } = named
  await requireRegionFor(tx, named)
  const { url, ...stored } = newInvitationLink(ctx.settings, ctx.now())
  // Who directs an office looks after it.
  const role = post === 'director' ? ('admin' as const) : ('staff' as const)
  const target = { schoolId: officeId, projectId: null, role, audience: 'colleague' as const, createdBy: by.id }
  const mandate = { mandatePost: post, mandateRegionId: regionId, email }
  const id = await insertInvitation(tx, { ...target, ...mandate, ...stored })
  const line = { at: ctx.now(), actorId: by.id, schoolId: officeId, about: [by.id], targetId: id }
  return {
    line: { ...line, action: 'invitation.created', detail: { to: 'office', role: post } },
    invitation: { id, url: ctx.settings.sendsMail ? null : url, expiresAt: stored.expiresAt.toISOString() },
  }
}

/** After the commit: the letter, where mail is sent. */
export async function sendInvitation(ctx: Ctx, email: string): Promise<void> {
  if (ctx.settings.sendsMail) await putIntoOutbox(ctx, 'mandate', email)
}
