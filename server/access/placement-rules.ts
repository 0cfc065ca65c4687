/* What somebody is to a placement of a trainee, and what that lets them do, as `rules.ts` says it of projects. Pure. */

export const placementActions = {
  'placement.read': 'see who is where, from when to when, and with which tutor',
  'placement.agree': 'say yes to a trainee for one’s own school',
  'placement.end': 'end it earlier than was agreed',
  'journal.read': 'read what the trainee thinks of their own work',
  'journal.write': 'write it',
} as const
export type PlacementAction = keyof typeof placementActions

/**
 * `institution`: an administrator where the trainee is trained; `host`: whoever oversees the school that takes them; `colleague`: its
 * staff, once it has agreed.
 */
export type PlacementPart = 'trainee' | 'tutor' | 'institution' | 'host' | 'colleague'

const placementRules: Record<PlacementPart, readonly PlacementAction[]> = {
  trainee: ['placement.read', 'journal.read', 'journal.write'],
  tutor: ['placement.read', 'journal.read'],
  institution: ['placement.read', 'placement.end', 'journal.read'],
  host: ['placement.read', 'placement.agree', 'placement.end'],
  colleague: ['placement.read'],
}

export const canInPlacement = (parts: readonly PlacementPart[], action: PlacementAction): boolean =>
  parts.some((part) => placementRules[part].includes(action))
