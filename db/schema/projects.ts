import { sql } from 'drizzle-orm'
import {
  bigserial,
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, createdAt, id } from './columns.ts'
import { regions, schools } from './schools.ts'
import { users } from './users.ts'
import { allProjectKinds, audiences, mandatePosts, memberRoles, projectStates, voidReasons } from './values.ts'

/** What schools found together. */
export const projects = pgTable(
  'projects',
  {
    id: id(),
    kind: text({ enum: allProjectKinds }).notNull(),
    state: text({ enum: projectStates }).notNull(),
    name: text().notNull(),
    /** What we want to make, in a sentence or two. */
    summary: text().notNull().default(''),
    /** 1-8: palette index of the cover. */
    cover: smallint().notNull(),
    languages: text().array().notNull(),
    subjects: text().array().notNull(),
    ageFrom: smallint().notNull(),
    ageTo: smallint().notNull(),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** A colleague of another school who is asked to found it together, until they have. */
    coFounderId: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    /** When it was open first: whoever said yes to it is not asked again. */
    openedAt: at(),
    archivedAt: at(),
    /** What an archived project was before, to bring it back; null of those archived before this was noted. */
    stateBefore: text({ enum: projectStates }),
  },
  (table) => [
    index('projects_co_founder')
      .on(table.coFounderId)
      .where(sql`${table.coFounderId} is not null`),
    check('projects_kind', sql`${table.kind} in ('european', 'national', 'school', 'training', 'circle')`),
    check(
      'projects_state',
      sql`${table.state} in ('draft', 'waiting_partner', 'waiting_office', 'open', 'closed', 'archived')`,
    ),
    check(
      'projects_state_before',
      sql`${table.stateBefore} in ('draft', 'waiting_partner', 'waiting_office', 'open', 'closed')`,
    ),
    check('projects_name', sql`length(${table.name}) between 1 and 120`),
    check('projects_cover', sql`${table.cover} between 1 and 8`),
    check('projects_ages', sql`${table.ageFrom} between 3 and 20 and ${table.ageTo} between ${table.ageFrom} and 20`),
  ],
)

/** In which state a project was from when on. Rows are added and never changed. */
export const projectStateChanges = pgTable(
  'project_state_changes',
  {
    number: bigserial({ mode: 'number' }).primaryKey(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    state: text({ enum: projectStates }).notNull(),
    at: at().notNull(),
  },
  (table) => [
    index('project_state_changes_project').on(table.projectId, table.at),
    check(
      'project_state_changes_state',
      sql`${table.state} in ('draft', 'waiting_partner', 'waiting_office', 'open', 'closed', 'archived')`,
    ),
  ],
)

/** Schools of a project; `founder` schools count for its kind. */
export const projectSchools = pgTable(
  'project_schools',
  {
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    schoolId: uuid()
      .notNull()
      .references(() => schools.id),
    standing: text({ enum: ['founder', 'partner'] }).notNull(),
    joinedAt: createdAt(),
    /** Since when it is in it no more; its people left with it. */
    leftAt: at(),
    /** When somebody of it last wrote here, as far as it was looked for; null: not since it came. */
    heardAt: at(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.schoolId] }),
    index('project_schools_school').on(table.schoolId),
    check('project_schools_standing', sql`${table.standing} in ('founder', 'partner')`),
  ],
)

/** A person in a project, with a role. `leftAt` keeps who was here. */
export const members = pgTable(
  'members',
  {
    projectId: uuid().notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** The school the person is here for: names are shown by it. */
    schoolId: uuid().notNull(),
    role: text({ enum: memberRoles }).notNull(),
    /** Order of joining in the project: gives the author colour (1-8) and, with the own choice, the shape. */
    position: smallint().notNull(),
    joinedAt: createdAt(),
    leftAt: at(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.userId] }),
    index('members_user').on(table.userId),
    unique('members_position').on(table.projectId, table.position),
    foreignKey({
      columns: [table.projectId, table.schoolId],
      foreignColumns: [projectSchools.projectId, projectSchools.schoolId],
    }).onDelete('cascade'),
    check('members_role', sql`${table.role} in ('owner', 'teacher', 'visitor', 'pupil_admin', 'pupil', 'guest')`),
  ],
)

/** A team inside a project; may mix schools. */
export const groups = pgTable(
  'groups',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    position: smallint().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('groups_project_name').on(table.projectId, table.name),
    unique('groups_project_id').on(table.projectId, table.id),
    check('groups_name', sql`length(${table.name}) between 1 and 40`),
  ],
)

/** A pupil's group: one per project. Groups and members of another project cannot be mixed in. */
export const groupMembers = pgTable(
  'group_members',
  {
    projectId: uuid().notNull(),
    groupId: uuid().notNull(),
    userId: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.userId] }),
    index('group_members_group').on(table.groupId),
    foreignKey({ columns: [table.projectId, table.groupId], foreignColumns: [groups.projectId, groups.id] }).onDelete(
      'cascade',
    ),
    foreignKey({
      columns: [table.projectId, table.userId],
      foreignColumns: [members.projectId, members.userId],
    }).onDelete('cascade'),
  ],
)

/** A link that lets one staff member in: to a school, or to a project (with an own or a new school). */
export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    tokenHash: text().notNull().unique(),
    schoolId: uuid().references(() => schools.id, { onDelete: 'cascade' }),
    projectId: uuid().references(() => projects.id, { onDelete: 'cascade' }),
    role: text({ enum: ['admin', 'staff', 'teacher', 'visitor', 'guest'] }).notNull(),
    /** Whom it is for. */
    audience: text({ enum: audiences }).notNull(),
    /** To an office: what they are there who come by it. */
    mandatePost: text({ enum: mandatePosts }),
    mandateRegionId: uuid().references(() => regions.id),
    /** To an office: the one address, in lower case, whose owner may come by it. */
    email: text(),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    expiresAt: at().notNull(),
    acceptedAt: at(),
    acceptedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    revokedAt: at(),
    /** Why it was revoked where nobody took it back: what became of its maker. */
    voidReason: text({ enum: voidReasons }),
  },
  (table) => [
    index('invitations_project').on(table.projectId),
    index('invitations_school').on(table.schoolId),
    index('invitations_maker')
      .on(table.createdBy)
      .where(sql`${table.acceptedAt} is null and ${table.revokedAt} is null`),
    index('invitations_taker').on(table.acceptedBy),
    index('invitations_email').on(table.email),
    check(
      'invitations_audience',
      sql`case ${table.role} when 'teacher' then ${table.audience} in ('colleague', 'partner') when 'visitor' then ${table.audience} = 'visitor' when 'guest' then ${table.audience} = 'visitor' else ${table.audience} = 'colleague' end`,
    ),
    check(
      'invitations_mandate',
      sql`(${table.mandatePost} is null) = (${table.email} is null) and (${table.mandatePost} is null or (${table.schoolId} is not null and ${table.mandatePost} in ('director', 'officer', 'correspondent', 'assessor', 'observer'))) and (${table.mandateRegionId} is null or ${table.mandatePost} in ('correspondent', 'observer'))`,
    ),
    check(
      'invitations_void_reason',
      sql`${table.voidReason} is null or (${table.revokedAt} is not null and ${table.voidReason} in ('left', 'demoted', 'suspended'))`,
    ),
    check(
      'invitations_target',
      sql`(${table.schoolId} is not null and ${table.projectId} is null and ${table.role} in ('admin', 'staff')) or (${table.projectId} is not null and ${table.schoolId} is null and ${table.role} in ('teacher', 'visitor', 'guest'))`,
    ),
  ],
)
