import {
  type DocumentGrant,
  isTeacherRole,
  least,
  type MemberRole,
  projectCeiling,
  type ProjectState,
} from './rules.ts'

/* Who reads and who writes in which channel. Pure, as the rest of the rules. */

/**
 * How a channel lies to a person: for all, one's own group's, another group's or one that is gone, the teachers', or one
 * pupil's thread with the teachers (one's own, a pupil's of one's own school, another school's pupil's).
 */
export type ChannelReach =
  | 'project'
  | 'forum'
  | 'own_group'
  | 'other_group'
  | 'former_group'
  | 'teachers'
  | 'own_ask'
  | 'ask_here'
  | 'ask_elsewhere'

const teacherChannels: Record<ChannelReach, DocumentGrant> = {
  project: 'write',
  forum: 'write',
  own_group: 'write',
  other_group: 'write',
  former_group: 'read',
  teachers: 'write',
  own_ask: 'none',
  ask_here: 'write',
  // Every teacher of the project reads it; no adult has a thread of their own with another school's pupil.
  ask_elsewhere: 'read',
}

const visitorChannels: Record<ChannelReach, DocumentGrant> = {
  project: 'read',
  forum: 'read',
  own_group: 'read',
  other_group: 'read',
  former_group: 'none',
  teachers: 'read',
  own_ask: 'none',
  ask_here: 'none',
  ask_elsewhere: 'none',
}

const pupilChannels: Record<ChannelReach, DocumentGrant> = {
  project: 'write',
  forum: 'write',
  own_group: 'write',
  other_group: 'none',
  former_group: 'none',
  teachers: 'none',
  own_ask: 'write',
  ask_here: 'none',
  ask_elsewhere: 'none',
}

/** Guests may be parents: they never see children talk. */
const guestChannels: Record<ChannelReach, DocumentGrant> = {
  project: 'none',
  forum: 'none',
  own_group: 'none',
  other_group: 'none',
  former_group: 'none',
  teachers: 'none',
  own_ask: 'none',
  ask_here: 'none',
  ask_elsewhere: 'none',
}

const channelRules: Record<MemberRole, Record<ChannelReach, DocumentGrant>> = {
  owner: teacherChannels,
  teacher: teacherChannels,
  visitor: visitorChannels,
  pupil_admin: pupilChannels,
  pupil: pupilChannels,
  guest: guestChannels,
}

/** Whose bell rings for what a pupil says in their thread: whoever teaches in the project and may answer there. */
export const isAskedIn = (role: MemberRole, reach: ChannelReach): boolean => isTeacherRole(role) && reach === 'ask_here'

/** What a person may do in a channel. Pauses and slow mode are on top of it (`server/chat`). */
export const channelGrant = (facts: {
  role: MemberRole
  projectState: ProjectState
  reach: ChannelReach
}): DocumentGrant => least(channelRules[facts.role][facts.reach], projectCeiling(facts.role, facts.projectState))
