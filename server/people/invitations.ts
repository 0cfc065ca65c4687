import { insertAudit } from '#db/queries/audit.ts'
import { insertInvitation, listInvitations } from '#db/queries/invitations.ts'
import type { Ctx } from '../context.ts'
import { invitationState, newInvitationLink } from '../invitations/links.ts'
import { inProject } from '../projects/projects.ts'

/** Invitations to a project, newest first; their links are not kept. The caller has asked access. */
export async function listProjectInvitations(ctx: Ctx, projectId: string) {
  const rows = await listInvitations(ctx.db, { projectId })
  return rows.map((row) => ({
    id: row.id,
    role: row.role,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    state: invitationState(row, ctx.now()),
  }))
}

/** A link that lets one staff member into the project. It is shown once. */
export async function inviteToProject(ctx: Ctx, projectId: string, role: 'teacher' | 'visitor' | 'guest') {
  const { url, ...link } = newInvitationLink(ctx.settings, ctx.now())
  const id = await inProject(ctx, projectId, 'invitation.create', async (tx, grant) => {
    const invitationId = await insertInvitation(tx, { ...link, projectId, role, createdBy: grant.user.id })
    await insertAudit(tx, {
      at: ctx.now(),
      actorId: grant.user.id,
      schoolId: grant.schoolId,
      projectId,
      action: 'invitation.created',
      targetId: invitationId,
      detail: { role },
    })
    return invitationId
  })
  return { invitation: { id, url, expiresAt: link.expiresAt.toISOString() } }
}
