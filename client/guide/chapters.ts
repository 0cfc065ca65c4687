import {
  CalendarDays,
  CalendarSync,
  CircleDot,
  ClipboardCheck,
  FileText,
  FolderPlus,
  GraduationCap,
  Hand,
  HandHelping,
  Hourglass,
  IdCard,
  Inbox,
  Landmark,
  LifeBuoy,
  Mail,
  Megaphone,
  MessagesSquare,
  Network,
  Paperclip,
  PenLine,
  Radio,
  School,
  ShieldCheck,
  Signature,
  User,
  Users,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { NoValues, PlainMessages } from '#client/locales/catalogue.d.ts'

/** A word on a button or over a screen: chapters name it by its message, so that they say what stands there. */
export type LabelId = {
  [Id in keyof PlainMessages]: PlainMessages[Id] extends NoValues
    ? NoValues extends PlainMessages[Id]
      ? Id
      : never
    : never
}[keyof PlainMessages]

export type Audience = 'pupil' | 'teacher' | 'head' | 'office'

/** Its words are `guide.<id>_title`, `_1`, `_2` …, in which `{create}` is the label `classrooms.create`. */
export interface Chapter {
  id: `${Audience}_${string}`
  icon: LucideIcon
  steps: number
  labels: readonly LabelId[]
  /** Where it is done; in a pupil’s project after `$project`. */
  to?: { href: string; label: LabelId }
  /** Of the screen, as `pictures/<language>/<id>.webp`; its text is `guide.<id>_alt`. */
  hasPicture?: true
  /** Only where an office of the programme is open. */
  isOfProgramme?: true
}

/** Of everybody; `chaptersFor` says which there are for whom. */
export const chapters: readonly Chapter[] = [
  {
    id: 'pupil_enter',
    icon: IdCard,
    steps: 4,
    labels: ['auth.haveCard', 'auth.scan', 'auth.code', 'auth.enter', 'auth.thatsMe', 'app.signOut'],
    hasPicture: true,
  },
  {
    id: 'pupil_write',
    icon: PenLine,
    steps: 4,
    labels: ['app.today', 'app.ourPages', 'ui.saved'],
    to: { href: '/p/$project/pages', label: 'app.ourPages' },
    hasPicture: true,
  },
  {
    id: 'pupil_talk',
    icon: MessagesSquare,
    steps: 4,
    labels: ['app.chat', 'chat.writeHere', 'chat.send', 'chat.channel_ask', 'common.report'],
    to: { href: '/p/$project/chat', label: 'app.chat' },
    hasPicture: true,
  },
  { id: 'pupil_hand', icon: Hand, steps: 3, labels: ['hands.title', 'hands.raise', 'hands.sayLost', 'hands.lower'] },
  { id: 'pupil_wait', icon: Hourglass, steps: 3, labels: ['ui.savedWaits'] },
  {
    id: 'pupil_me',
    icon: User,
    steps: 3,
    labels: ['app.me', 'me.textSize', 'me.spacing', 'me.choosePseudonym', 'me.askTeacher'],
    to: { href: '/me', label: 'app.me' },
    hasPicture: true,
  },
  {
    id: 'teacher_classroom',
    icon: GraduationCap,
    steps: 4,
    labels: [
      'app.classrooms',
      'classrooms.create',
      'classrooms.addPupils',
      'classrooms.check',
      'classrooms.printAll',
      'classrooms.voidCard',
    ],
    to: { href: '/classrooms', label: 'app.classrooms' },
    hasPicture: true,
  },
  {
    id: 'teacher_project',
    icon: FolderPlus,
    steps: 3,
    labels: ['app.home', 'projects.found', 'app.settings'],
    to: { href: '/projects/new', label: 'projects.found' },
  },
  {
    id: 'teacher_groups',
    icon: Users,
    steps: 4,
    labels: ['app.people', 'people.addPupils', 'people.makeGroups', 'people.mix', 'people.invite'],
    hasPicture: true,
  },
  {
    id: 'teacher_pages',
    icon: FileText,
    steps: 4,
    labels: ['app.pages', 'documents.start', 'documents.handOut', 'documents.instruct', 'documents.kits'],
    hasPicture: true,
  },
  {
    id: 'teacher_lesson',
    icon: Radio,
    steps: 4,
    labels: ['app.live', 'writing.eyes', 'writing.open', 'writing.approval', 'timer.set', 'document.freeze'],
    hasPicture: true,
  },
  {
    id: 'teacher_desk',
    icon: Inbox,
    steps: 3,
    labels: ['app.desk', 'desk.approve', 'desk.return', 'desk.hide'],
    hasPicture: true,
  },
  {
    id: 'teacher_plan',
    icon: CalendarDays,
    steps: 3,
    labels: ['app.pages', 'plan.make', 'plan.add_session', 'plan.fromTimetable'],
  },
  {
    id: 'teacher_judge',
    icon: ClipboardCheck,
    steps: 4,
    labels: [
      'app.judgements',
      'judgements.toRubric',
      'judgements.observe',
      'judgements.save',
      'judgements.agree',
      'judgements.publish',
    ],
  },
  {
    id: 'teacher_keep',
    icon: Paperclip,
    steps: 3,
    labels: ['document.versions', 'versions.restore', 'extracts.keep', 'app.extracts'],
  },
  {
    id: 'teacher_partner',
    icon: Network,
    steps: 4,
    labels: [
      'app.network',
      'directory.ownProfile',
      'profile.listed',
      'directory.offerClass',
      'offers.post',
      'offers.matches',
      'offers.letter',
      'offers.found',
    ],
    to: { href: '/network', label: 'app.network' },
    hasPicture: true,
    isOfProgramme: true,
  },
  {
    id: 'teacher_circle',
    icon: CircleDot,
    steps: 3,
    labels: ['circles.findOne', 'circles.join_open', 'circles.join_asked', 'circles.found'],
    to: { href: '/network/circles', label: 'circles.title' },
    isOfProgramme: true,
  },
  {
    id: 'teacher_ask',
    icon: LifeBuoy,
    steps: 2,
    labels: ['help.ask', 'help.send'],
    to: { href: '/help', label: 'help.title' },
    isOfProgramme: true,
  },
  {
    id: 'head_glance',
    icon: School,
    steps: 3,
    labels: ['app.school', 'overview.title', 'schools.invite', 'schools.confirm'],
    to: { href: '/school', label: 'app.school' },
    hasPicture: true,
  },
  {
    id: 'head_yes',
    icon: Signature,
    steps: 2,
    labels: ['team.school', 'team.yes'],
    to: { href: '/school', label: 'app.school' },
  },
  {
    id: 'head_year',
    icon: CalendarSync,
    steps: 3,
    labels: ['rollover.title', 'rollover.moveUp', 'rollover.check', 'rollover.run', 'rollover.undo'],
    to: { href: '/school', label: 'app.school' },
  },
  {
    id: 'head_safe',
    icon: ShieldCheck,
    steps: 2,
    labels: ['schools.audit', 'schools.backup'],
    to: { href: '/school', label: 'app.school' },
  },
  {
    id: 'office_desk',
    icon: Landmark,
    steps: 3,
    labels: ['office-desk.waiting', 'approvals.do_approve', 'approvals.do_ask', 'approvals.do_refuse'],
    to: { href: '/office', label: 'app.office' },
    hasPicture: true,
  },
  {
    id: 'office_help',
    icon: HandHelping,
    steps: 3,
    labels: ['office-desk.allHelp', 'help.take', 'help.answer', 'help.note', 'help.handTo_office'],
    to: { href: '/office', label: 'app.office' },
  },
  {
    id: 'office_region',
    icon: Mail,
    steps: 2,
    labels: ['circulars.write', 'circulars.preview', 'circulars.send', 'accompaniment.add'],
    to: { href: '/office/circulars', label: 'offices.circulars' },
  },
  {
    id: 'office_news',
    icon: Megaphone,
    steps: 3,
    labels: ['news.write', 'news.publish', 'circles.recommend'],
    to: { href: '/office/news', label: 'offices.news' },
  },
]

export const audienceOf = ({ id }: Pick<Chapter, 'id'>): Audience => {
  if (id.startsWith('pupil_')) return 'pupil'
  if (id.startsWith('teacher_')) return 'teacher'
  return id.startsWith('head_') ? 'head' : 'office'
}

export interface GuideReader {
  kind: 'pupil' | 'staff'
  isSchoolAdmin: boolean
  can: { readOffice: boolean; askOffice: boolean }
}

/**
 * Whose chapters somebody reads, their own first. Pupils read theirs alone; adults may show pupils what pupils read. Heads
 * who administer nothing are known to no session, so that theirs are there for all staff.
 */
export function audiencesFor({ kind, isSchoolAdmin, can }: GuideReader): Audience[] {
  if (kind === 'pupil') return ['pupil']
  const own: Audience[] = [
    ...(can.readOffice ? ['office' as const] : []),
    ...(isSchoolAdmin ? ['head' as const] : []),
    'teacher',
  ]
  return [...own, 'pupil', ...(isSchoolAdmin ? [] : ['head' as const])]
}

/** The chapters there are for somebody, in the order in which they are read. */
export function chaptersFor(reader: GuideReader): Chapter[] {
  return audiencesFor(reader).flatMap((audience) =>
    chapters.filter(
      (chapter) => audienceOf(chapter) === audience && (chapter.isOfProgramme !== true || reader.can.askOffice),
    ),
  )
}

/** By what stands in its words: `classrooms.create` is `{create}` there. */
export const nameOfLabel = (id: LabelId) => id.slice(id.indexOf('.') + 1)
