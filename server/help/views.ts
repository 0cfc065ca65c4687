import type { FoundHelp, listHelpNotes } from '#db/queries/help.ts'
import { invitationState, shownLink } from '../invitations/links.ts'
import type { Ctx } from '../kit/context.ts'
import type { HelpGrant } from '../access/help.ts'

/* How a request for help is shown. Everybody in it is grown up and has one name. */

const subjectOf = ({ school, project }: FoundHelp) => {
  if (project !== null) return { kind: 'project' as const, id: project.id, name: project.name }
  if (school !== null) return { kind: 'school' as const, id: school.id, name: school.name }
  return { kind: 'self' as const, id: null, name: null }
}

const named = (person: { id: string; displayName: string } | null) =>
  person && { id: person.id, name: person.displayName }

export function viewHelp(found: FoundHelp) {
  const { request, asker, askerSchool, office, region, taker } = found
  return {
    id: request.id,
    kind: request.kind,
    title: request.title,
    state: request.state,
    holder: request.holder,
    about: subjectOf(found),
    asker: { id: asker.id, name: asker.displayName, school: askerSchool },
    office,
    region,
    taker: named(taker),
    askedAt: request.askedAt.toISOString(),
    waitingSince: request.waitingSince.toISOString(),
    changedAt: request.changedAt.toISOString(),
  }
}

type FoundNote = Awaited<ReturnType<typeof listHelpNotes>>[number]

export const viewNote = (ctx: Ctx, { side }: Pick<HelpGrant, 'side'>, { note, author, invitation }: FoundNote) => ({
  id: note.id,
  at: note.at.toISOString(),
  side: note.side,
  author: named(author),
  text: note.text,
  isInternal: note.isInternal,
  invitation: invitation && viewInvitation(ctx, side, note.id, invitation),
})

/** The link is for the office: whoever made it can take it back where the project's links are listed. */
function viewInvitation(
  { settings, now }: Ctx,
  side: HelpGrant['side'],
  noteId: string,
  invitation: NonNullable<FoundNote['invitation']>,
) {
  const state = invitationState(invitation, now())
  const { url, tokenHash } = shownLink(settings, noteId)
  const isShown = side === 'office' && state === 'open' && tokenHash === invitation.tokenHash
  return { state, expiresAt: invitation.expiresAt.toISOString(), url: isShown ? url : null }
}
