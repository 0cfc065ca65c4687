import type { InvitationLook } from './invitations.ts'

/** Whom a link is for, as a teacher chooses it and a list shows it. */
export const linkChoices = {
  partner: { role: 'teacher', audience: 'partner' },
  colleague: { role: 'teacher', audience: 'colleague' },
  visitor: { role: 'visitor', audience: 'visitor' },
  guest: { role: 'guest', audience: 'visitor' },
} as const
export type ProjectChoice = keyof typeof linkChoices
export type Choice = ProjectChoice | 'staff' | 'admin'

export const choiceOf = ({ role, audience }: Pick<InvitationLook, 'role' | 'audience'>): Choice => {
  if (role !== 'teacher') return role
  return audience === 'partner' ? 'partner' : 'colleague'
}
