import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { insertInvitation, listInvitations } from '#db/queries/invitations.ts'
import { lockSchoolAdmins } from '#db/queries/users.ts'
import type { ProjectGrant } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { invitationState, newInvitationLink } from '../invitations/links.ts'
import { inProject } from '../projects/projects.ts'

/** Invitations to a project, newest first; their links are not kept. The caller has asked access. */
export async function listProjectInvitations(ctx: Ctx, projectId: string) {
  const rows = await listInvitations(ctx.db, { projectId })
  return rows.map((row) => ({
    id: row.id,
    role: row.role,
    audience: row.audience,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    state: invitationState(row, ctx.now()),
    voidReason: row.voidReason,
  }))
}

interface ProjectLink {
  role: 'teacher' | 'visitor' | 'guest'
  audience: 'colleague' | 'partner' | 'visitor'
}

/** A link that lets one staff member into the project: of one's own school, of another, or to look on. It is shown once. */
export async function inviteToProject(ctx: Ctx, projectId: string, { role, audience }: ProjectLink) {
  const { url, ...link } = newInvitationLink(ctx.settings, ctx.now())
  const id = await inProject(ctx, projectId, 'invitation.create', async (tx, grant) => {
    // Nobody could confirm who comes.
    if (audience === 'colleague' && (await lockSchoolAdmins(tx, grant.user.schoolId)).length === 0)
      throw new AppError('conflict', 'school_without_admin')
    return storeInvitation(ctx, tx, grant, { ...link, role, audience })
  })
  return { invitation: { id, url, expiresAt: link.expiresAt.toISOString() } }
}

type StoredLink = ProjectLink & Omit<ReturnType<typeof newInvitationLink>, 'url'>

/** In a transaction that holds the project, near its end. */
export async function storeInvitation(ctx: Ctx, tx: Tx, grant: ProjectGrant, link: StoredLink): Promise<string> {
  const { projectId, user, schoolId } = grant
  const id = await insertInvitation(tx, { ...link, projectId, createdBy: user.id })
  const line = { at: ctx.now(), actorId: user.id, schoolId, about: 'project' as const, projectId, targetId: id }
  const { role, audience } = link
  await insertAudit(tx, { ...line, action: 'invitation.created', detail: { role, audience } })
  return id
}
