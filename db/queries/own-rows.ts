import { asc, eq, sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { journalEntries, placements } from '../schema/placements.ts'

/*
 * What of the rows that name somebody is theirs to take along. Each column that names a person stands in one of the three
 * lists: a test looks whether a new one does.
 */

interface Taken {
  columns: string
  /** Which of the rows, where not all are theirs. */
  only?: string
}

/** By the column that says whose a row is; each without what is another's and without secrets. */
export const takenRows: Readonly<Record<string, Taken>> = {
  'application_answers.author_id': { columns: 'application_id field text changed_at' },
  'application_people.user_id': { columns: 'application_id part confirmed_at' },
  'applications.user_id': { columns: 'id project_id state language submitted_at' },
  'approval_notes.author_id': { columns: 'approval_id at text' },
  'approvals.user_id': { columns: 'id office_id state asked_at decided_at' },
  'authenticators.user_id': { columns: 'kind name created_at last_used_at' },
  'awards.user_id': { columns: 'scheme project_id place awarded_on valid_until withdrawn_at' },
  'circle_asks.user_id': { columns: 'circle_id words asked_at' },
  'classroom_teachers.user_id': { columns: 'classroom_id' },
  'digests.user_id': { columns: 'rhythm' },
  'documents.created_by': { columns: 'id project_id kind title created_at' },
  'dossier.author_id': { columns: 'project_id field value changed_at' },
  'evaluations.assessor_id': { columns: 'id state conflict submitted_at' },
  'files.uploaded_by': { columns: 'id project_id kind type name size created_at' },
  'help_notes.author_id': { columns: 'request_id at text', only: 'not is_internal' },
  'help_requests.user_id': { columns: 'id kind title state asked_at closed_at' },
  'kits.created_by': { columns: 'id title summary language credit licence created_at' },
  'mail_stops.user_id': { columns: 'kind stopped_at' },
  'message_reactions.user_id': { columns: 'message_id reaction at' },
  'message_reports.reporter_id': { columns: 'message_id reason words at' },
  'newcomers.user_id': { columns: 'post created_at' },
  'pact_agreements.agreed_by': { columns: 'project_id agreed_at' },
  'placements.trainee_id': { columns: 'id institution_id host_school_id from_date to_date' },
  'placements.tutor_id': { columns: 'id institution_id host_school_id from_date to_date' },
  'poll_choices.user_id': { columns: 'poll_id option_id' },
  'presentation_yeses.user_id': { columns: 'project_id at' },
  'reports.reporter_id': { columns: 'project_id reason words at' },
  'seen_months.user_id': { columns: 'month' },
  'team_subjects.teacher_id': { columns: 'project_id subject hours' },
  'topic_followers.user_id': { columns: 'message_id' },
  'vote_marks.user_id': { columns: 'vote_id object_id' },
}

/** What `server/leaving/account.ts` reads by queries of its own. */
export const takenByName =
  'adult_messages.author_id contacts.user_id credentials.user_id mandates.user_id members.user_id messages.author_id offers.user_id profiles.user_id saved_searches.user_id terms.user_id'

/** What stays, and why. */
export const leftOut: Readonly<Record<string, string>> = {
  'secrets, and what is of one sign-in or one letter':
    'calendar_keys.user_id cards.user_id mails.user_id recoveries.created_by recoveries.user_id recovery_codes.user_id sessions.user_id sign_ins.user_id',
  'pupils, who have no account of this kind, and what teachers note, judge and decide about them':
    'agreements.agreed_by agreements.published_by appeals.answered_by cards.printed_by channels.paused_by channels.pupil_id classroom_pupils.user_id documents.frozen_by extract_authors.user_id extract_files.author_id extracts.taken_by hidden_objects.hidden_by judgements.author_id judgements.shown_by observations.author_id pending_branches.user_id pending_objects.author_id pending_objects.decided_by pseudonym_requests.user_id quiet_exceptions.created_by removals.removed_by reports.closed_by reports.escalated_by reports.seen_by returned_writing.returned_by returned_writing.user_id writing_rules.set_by writing_rules.user_id',
  'words of documents, which many write: a document is taken along by itself':
    'contributions.user_id document_log.author_id document_quarantine.author_id versions.created_by',
  'what was done for a school, an office or a project, and is theirs':
    'accompaniment_notes.author_id applications.appealed_by applications.declared_by applications.submitted_by approvals.asked_by approvals.decided_by awards.given_by campaigns.created_by circle_features.by circulars.author_id decisions.decided_by evidence.pinned_by frameworks.imported_by help_requests.asked_by help_requests.assigned_to invitations.accepted_by invitations.created_by kit_copies.copied_by letter_templates.created_by letters.prepared_by letters.signed_by mandates.given_by message_reports.handled_by messages.deleted_by messages.pinned_by news.created_by placements.agreed_by projects.co_founder_id projects.created_by rollovers.done_by rubrics.saved_by rulebooks.created_by school_imports.started_by school_merges.merged_by team_approvals.approved_by timers.started_by votes.opened_by',
  'what others wrote or did':
    'contacts.other_id message_reports.subject_id notices.actor_id notices.contact_id reports.subject_id',
  'how far one has read and what rang, which is soon forgotten; and what is made of other rows':
    'channel_reads.user_id conversations.high_id conversations.low_id directory_people.id message_edits.editor_id notices.user_id plan_reminders.user_id topic_reads.user_id',
}

/** All rows that one takes along, by their table; of none more than `limit`. */
export async function listTakenRows(db: DbOrTx, userId: string, limit: number): Promise<Record<string, object[]>> {
  const found: Record<string, object[]> = {}
  for (const [place, { columns, only }] of Object.entries(takenRows)) {
    const [table = '', column = ''] = place.split('.')
    const names = columns.split(' ').map((name) => sql.identifier(name))
    const rows = await db.execute(sql`select ${sql.join(names, sql`, `)} from ${sql.identifier(table)}
      where ${sql.identifier(column)} = ${userId}::uuid and ${sql.raw(only ?? 'true')} order by 1 limit ${limit}::int`)
    if (rows.length > 0) found[table] = [...(found[table] ?? []), ...rows]
  }
  return found
}

/** What somebody wrote into the journals of their placements. */
export const listOwnJournal = (db: DbOrTx, userId: string, limit: number) =>
  db
    .select({ placementId: journalEntries.placementId, at: journalEntries.at, text: journalEntries.text })
    .from(journalEntries)
    .innerJoin(placements, eq(placements.id, journalEntries.placementId))
    .where(eq(placements.traineeId, userId))
    .orderBy(asc(journalEntries.at), asc(journalEntries.id))
    .limit(limit)
