/** Who reads a message. It follows from its room; within a room, from how its key begins. */
export type Readers = 'pupils' | 'adults' | 'all'

/** Rooms that one of both never enters. All others are read by all. */
const rooms: Readonly<Record<string, Readers>> = {
  authenticators: 'adults',
  accompaniment: 'adults',
  applications: 'adults',
  approvals: 'adults',
  dossier: 'adults',
  circulars: 'adults',
  contacts: 'adults',
  classrooms: 'adults',
  'connection-test': 'adults',
  invitations: 'adults',
  registration: 'adults',
  offices: 'adults',
  overview: 'adults',
  placements: 'adults',
  projects: 'adults',
  'project-life': 'adults',
  'live-view': 'adults',
  quiet: 'adults',
  frameworks: 'adults',
  registers: 'adults',
  removals: 'adults',
  rollover: 'adults',
  schools: 'adults',
  directory: 'adults',
  profile: 'adults',
  leaving: 'adults',
  offers: 'adults',
  searches: 'adults',
  circles: 'adults',
  home: 'adults',
  help: 'adults',
  guide: 'adults',
  news: 'adults',
  gallery: 'adults',
  'office-desk': 'adults',
  'staff-errors': 'adults',
  campaigns: 'adults',
  rulebooks: 'adults',
  letters: 'adults',
  evaluations: 'adults',
  awards: 'adults',
  team: 'adults',
  today: 'pupils',
}

/** By the beginnings of keys, the first that fits. `$` at the end: the whole key. */
const parts: Readonly<Record<string, readonly (readonly [Readers, string])[]>> = {
  app: [
    ['pupils', 'teachersRead ourPages unopenedAskTeacher'],
    ['adults', 'unopenedAskAdmin'],
  ],
  // The door is everybody's, the door of the cards is the pupils', all else is for those with a password.
  auth: [
    ['all', 'door signedOut fillIn shapeHelp sum'],
    [
      'pupils',
      'haveCard card code scan camera closeCamera holdCard noC reading youAre thatsMe notMe shape goIn enter$ shared',
    ],
    ['adults', ''],
  ],
  boards: [
    ['pupils', 'moderate_youArePaused pending_'],
    ['adults', 'moderate_ template_own template_save layout_choose live_lookHere live_lookSent wall_forTeachers'],
    ['adults', 'vote_call vote_clear vote_count vote_end vote_help vote_open vote_marks vote_resultShown'],
    // What a board begins with: its hints speak to the class.
    ['pupils', 'template_'],
  ],
  chat: [
    ['pupils', 'quietPupil readers_pupil readers_ask_pupil slowWait'],
    [
      'adults',
      'pause$ pause_ pauseSentence pausedForPupils pausedReason rules slowReason slowSeconds slowSentence needsTeacherS',
    ],
    ['adults', 'read_ask read_visitor readers_ quietSchool writeToPupil section_teachers channel_teachers'],
  ],
  // Of a classroom, what is printed on a card.
  classrooms: [['pupils', 'step_ orType']],
  // The plan itself is the teachers'; what pupils see of it, and everybody's calendar, is all people's.
  plan: [
    ['all', 'own calendar'],
    ['adults', ''],
  ],
  document: [
    ['pupils', 'readSpent waitsText letOut takenAway waitsOn returned someTeacher'],
    ['adults', 'wordsWait toDesk follow_me follow_end$ follow_leading'],
    ['adults', 'read_visitor read_guest freeze thaw damagedAct continue check full nearlyFull makeRoom roomMade'],
  ],
  documents: [
    [
      'pupils',
      'startNeedsGroup noGroupYet emptyPupil pupilPage reason_read reason_talk reason_later reason_together reason_time',
    ],
    [
      'adults',
      'reason_ freeze frozen clock until_ thaw handOut handedOut give notHandedOut matrix noGroups makeGroups instruct',
    ],
    [
      'adults',
      'dossier bringClass remove bringBack broughtBack audience view for emptyTeacher emptyCircle startTemplate',
    ],
  ],
  errors: [
    ['pupils', 'card_unknown pseudonym_ wrong_account extract_of_others'],
    [
      'adults',
      'wrong_password weak_password email_ link_expired setup_ last_ already_member own_link not_a_ school_ recovery_',
    ],
    [
      'adults',
      'application_ campaign_ too_many_searches given_twice group_ ics_ timetable_ role_ age_ freeze_ pause_end account_',
    ],
    [
      'adults',
      'national_ time_zone_ country_ region_ document_still_full vote_open too_few_votes card_rewritten change_of_gone',
    ],
    [
      'adults',
      'archive_final already_decided pending_changed parts_of message_rewritten not_hidden not_returned reason_missing',
    ],
    ['adults', 'no_mail too_many_mails'],
    ['adults', 'rules_bind rule_ eyes_end sanction_of'],
    ['adults', 'timer_ report_ not_invited help_'],
    ['adults', 'sign_in_over second_ totp_there code_wrong passkey_'],
    ['adults', 'approval_ appeal_not_now sign_up_closed'],
    ['adults', 'submit_not project_has project_not pupils_wait'],
    ['adults', 'shown_'],
    ['adults', 'too_many_asks'],
    ['adults', 'oral_of_own'],
    ['pupils', 'assessment_closed'],
    ['all', 'judgement_empty'],
    ['adults', 'judgement_ difference_'],
    ['adults', 'passage_ document_removed away_ appeal_own'],
  ],
  guide: [
    ['pupils', 'pupil_ new_pupil_'],
    ['all', 'title lead search found steps back goTo next missing newTitle newAll'],
  ],
  writing: [
    ['pupils', 'readFirst eyesTitle eyesSafe eyesLeft aTeacher bound sanctioned askTeachers'],
    ['pupils', 'awayTitle awayUntil awayReason$ awaySafe appeal'],
    ['adults', 'awaySentence awayOne awayReasonMissing isAway'],
    ['adults', 'several chosen wholeGroup withoutGroup chooseSomebody tooMany left gone'],
    [
      'adults',
      'open sentence whom everybody may mode_ where tool_ howLong for_ sanction$ sanctionSentence save lift now none approval$ readOnly isSanction until eyes$ eyesFor eyesGoOn',
    ],
  ],
  desk: [
    [
      'adults',
      'title lead waiting empty own others approve return hide refuse reason reasonMissing kind_ done_ look preview forms some part',
    ],
    ['adults', 'appeal_ liftSanction keepSanction sanction otherOnIt'],
  ],
  judgements: [
    [
      'pupils',
      'own notOpened teachersSay whereAmI iSaid saidBy inOwnWords saveOwn savedOwn sayOrChoose mate chooseMate whereIs',
    ],
    ['all', 'level_ title$ criterion$ stepDone'],
    ['adults', ''],
  ],
  detector: [['pupils', '']],
  hands: [
    ['pupils', 'down own_ sentence up_ raise sayLost lower'],
    ['adults', 'count none answered'],
  ],
  reports: [
    ['adults', 'sentToOffice readByOffice'],
    ['adults', 'title schoolLead none open rest kept detected turnAfter atSchool note close markSeen escalate deed_'],
  ],
  me: [
    ['pupils', 'pseudonym teacher choose ask'],
    ['adults', 'mails digest'],
    ['adults', 'posts nameSaved password currentPassword currentWrong newPassword changePassword'],
  ],
  notices: [
    ['pupils', 'leadPupil said_pseudonym_approved said_pseudonym_refused said_pseudonym_replaced'],
    [
      'adults',
      'lead$ said_joined said_colleague said_recovery said_second said_backup said_report_came said_pseudonym_asked',
    ],
    ['adults', 'said_approval said_co_founder said_pact said_school_left said_help said_contact said_message_reported'],
    ['adults', 'said_message_settled said_search said_circle said_application'],
  ],
  people: [
    [
      'adults',
      'noPupils emptyGroup$ takeOut nameMissing noClassroom allHere make add delete mix which howMany rename invite',
    ],
  ],
  kits: [['adults', '']],
  sheets: [
    ['pupils', 'own saved'],
    ['adults', 'notYet oralOf'],
  ],
  timer: [['adults', 'set minutes words start pause$ resume more end seenByAll']],
  projects: [['all', 'archivedReason needsNetwork']],
}

const fits = (key: string, beginnings: string) =>
  beginnings.split(' ').some((one) => (one.endsWith('$') ? key === one.slice(0, -1) : key.startsWith(one)))

export function readersOf(id: string): Readers {
  const dot = id.indexOf('.')
  const [room, key] = [id.slice(0, dot), id.slice(dot + 1)] as const
  const part = parts[room]?.find(([, beginnings]) => fits(key, beginnings))
  return part?.[0] ?? rooms[room] ?? 'all'
}

/** Beginnings that no key has: a rule that is about nothing any more. */
export function idleRules(ids: readonly string[]) {
  const begins = (room: string, one: string) =>
    ids.some((id) => id.startsWith(`${room}.`) && fits(id.slice(room.length + 1), one))
  return Object.entries(parts).flatMap(([room, rules]) =>
    rules.flatMap(([, beginnings]) => beginnings.split(' ').filter((one) => !begins(room, one))),
  )
}
