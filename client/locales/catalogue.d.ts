// Generated from client/locales/en by `node client/locales/generate.mjs`. Do not edit.
import type { ReactNode } from 'react'

export type NoValues = Record<never, never>
export type Tag = (children: ReactNode) => ReactNode

/** Messages of plain text. */
export interface PlainMessages {
  'common.add': NoValues
  'common.appName': NoValues
  'common.back': NoValues
  'common.cancel': NoValues
  'common.classroom': NoValues
  'common.copied': NoValues
  'common.copy': NoValues
  'common.create': NoValues
  'common.delete': NoValues
  'common.done': NoValues
  'common.edit': NoValues
  'common.group': NoValues
  'common.groups': NoValues
  'common.memberCount': { count: number }
  'common.more': NoValues
  'common.moveTo': NoValues
  'common.next': NoValues
  'common.no': NoValues
  'common.open': NoValues
  'common.optional': NoValues
  'common.page': NoValues
  'common.pageCount': { count: number }
  'common.pages': NoValues
  'common.people': NoValues
  'common.print': NoValues
  'common.project': NoValues
  'common.pupil': NoValues
  'common.pupilCount': { count: number }
  'common.pupils': NoValues
  'common.remove': NoValues
  'common.rename': NoValues
  'common.required': NoValues
  'common.save': NoValues
  'common.school': NoValues
  'common.search': NoValues
  'common.teacher': NoValues
  'common.yes': NoValues
  'common.you': NoValues
  'errors.already_member': NoValues
  'errors.body_too_large': NoValues
  'errors.card_unknown': NoValues
  'errors.classroom_name_taken': NoValues
  'errors.conflict': NoValues
  'errors.csv_malformed': NoValues
  'errors.csv_no_rows': NoValues
  'errors.csv_too_many': NoValues
  'errors.document_frozen': NoValues
  'errors.email_taken': NoValues
  'errors.file_mismatch': NoValues
  'errors.file_too_large': NoValues
  'errors.file_type': NoValues
  'errors.forbidden': NoValues
  'errors.foreign_origin': NoValues
  'errors.group_has_documents': NoValues
  'errors.group_name_taken': NoValues
  'errors.image_too_big': NoValues
  'errors.invalid': NoValues
  'errors.invalid_field': NoValues
  'errors.invalid_input': NoValues
  'errors.last_admin': NoValues
  'errors.last_owner': NoValues
  'errors.link_expired': NoValues
  'errors.not_found': NoValues
  'errors.not_json': NoValues
  'errors.offline': NoValues
  'errors.project_archived': NoValues
  'errors.pupil_duplicate': NoValues
  'errors.row_bad_characters': NoValues
  'errors.row_duplicate': NoValues
  'errors.row_empty': NoValues
  'errors.row_exists': NoValues
  'errors.row_too_long': NoValues
  'errors.setup_done': NoValues
  'errors.too_large': NoValues
  'errors.too_many': NoValues
  'errors.too_many_attempts': NoValues
  'errors.unauthenticated': NoValues
  'errors.unexpected': NoValues
  'errors.weak_password': NoValues
  'errors.wrong_account': NoValues
  'errors.wrong_password': NoValues
  'ui.cancel': NoValues
  'ui.close': NoValues
  'ui.drag': NoValues
  'ui.errorCode': { code: string | number }
  'ui.loading': NoValues
  'ui.notices': NoValues
  'ui.onThisDeviceOnly': { count: number }
  'ui.saved': NoValues
  'ui.sending': NoValues
  'ui.tryAgain': NoValues
}

/** Messages with tags, for <Message> only. */
export interface RichMessages {}
