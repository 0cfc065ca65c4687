import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { openTestDatabase } from '#test/helpers/database.ts'

/*
 * Who goes is sought in each table that names people. A new column that names them has an index, or stands below: of these it
 * is only asked who did something, in tables that are small or where an index would cost each writer more than it saves.
 */

const withoutIndex = `accompaniment_notes.author_id agreements.agreed_by agreements.published_by appeals.answered_by
  application_answers.author_id applications.appealed_by applications.declared_by applications.submitted_by approval_notes.author_id
  approvals.asked_by approvals.decided_by awards.given_by campaigns.created_by cards.printed_by channel_reads.user_id
  channels.paused_by channels.pupil_id circulars.author_id decisions.decided_by document_log.author_id
  document_quarantine.author_id documents.created_by documents.frozen_by dossier.author_id evidence.pinned_by
  extract_files.author_id extracts.taken_by frameworks.imported_by help_notes.author_id help_requests.assigned_to
  hidden_objects.hidden_by invitations.created_by judgements.author_id judgements.shown_by kit_copies.copied_by
  kits.created_by letter_templates.created_by letters.prepared_by letters.signed_by mandates.given_by
  message_edits.editor_id message_reactions.user_id messages.deleted_by messages.pinned_by news.created_by
  notices.actor_id observations.author_id pact_agreements.agreed_by pending_objects.decided_by placements.agreed_by
  plan_reminders.user_id poll_choices.user_id presentation_yeses.user_id projects.created_by quiet_exceptions.created_by
  recoveries.created_by removals.removed_by reports.closed_by reports.escalated_by reports.reporter_id reports.seen_by
  reports.subject_id returned_writing.returned_by rollovers.done_by rubrics.saved_by rulebooks.created_by
  school_imports.started_by school_merges.merged_by team_approvals.approved_by team_subjects.teacher_id
  timers.started_by topic_reads.user_id versions.created_by vote_marks.user_id votes.opened_by writing_rules.set_by
  writing_rules.user_id`

it('what names people has an index, or is known to have none', async () => {
  const { db, close } = await openTestDatabase()
  try {
    const rows = await db.execute<{ name: string }>(sql`
      select c.relname || '.' || a.attname as name from pg_constraint k
        join pg_class c on c.oid = k.conrelid
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      where k.contype = 'f' and k.confrelid = 'public.users'::regclass and not exists (
        select from pg_index i where i.indrelid = k.conrelid and i.indkey[0] = k.conkey[1]
          and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = '(' || a.attname || ' IS NOT NULL)'))
      order by 1`)
    expect(rows.map(({ name }) => name)).toEqual(withoutIndex.split(/\s+/))
  } finally {
    await close()
  }
})
