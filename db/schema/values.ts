/** Words that columns may hold: the one list for table, check, rule and form. */
export const projectKinds = ['european', 'national', 'school', 'training'] as const
export const projectStates = ['draft', 'waiting_partner', 'waiting_office', 'open', 'closed', 'archived'] as const
export const memberRoles = ['owner', 'teacher', 'visitor', 'pupil_admin', 'pupil', 'guest'] as const
export const documentStates = ['open', 'frozen', 'archived', 'removed'] as const
export const documentKinds = ['page', 'board', 'wall'] as const
/** Who of the project reaches it: `project` all write, `group` the group writes and others read, `teachers` staff alone. */
export const documentAccess = ['project', 'group', 'teachers'] as const
export const checkResults = ['whole', 'snapshot_rebuilt', 'damaged'] as const
/** `row`: bytes or sequence are not what was stored; `incomplete`: words are missing; `room`: open and stored differ. */
export const checkFaults = ['row', 'incomplete', 'room'] as const
export const quarantineKinds = ['row', 'snapshot', 'room'] as const
