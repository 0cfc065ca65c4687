/** Words that columns may hold: the one list for table, check, rule and form. */
/** Languages of the interface; `client/locales` has their words. */
export const locales = ['en', 'fr', 'de'] as const
export type Locale = (typeof locales)[number]
/** What schools found together. */
export const projectKinds = ['european', 'national', 'school', 'training'] as const
/** And a group of teachers about a theme, which has the same rooms and no pupils (`circles`). */
export const allProjectKinds = [...projectKinds, 'circle'] as const
/** How one comes into a circle: as one likes, or by asking. */
export const circleWays = ['open', 'asked'] as const
export const projectStates = ['draft', 'waiting_partner', 'waiting_office', 'open', 'closed', 'archived'] as const
/** The eight themes of the EPI of French collèges. */
export const teamThemes = [
  'body_health',
  'arts_culture',
  'ecology',
  'information',
  'antiquity',
  'languages',
  'economy',
  'science',
] as const
/** What a house is: an establishment with pupils, one that trains teachers, or an office of the programme. */
export const schoolKinds = ['school', 'institution', 'office'] as const
/** What somebody is at a school (`terms`). What they may do is said by other words. */
export const posts = ['teacher', 'head', 'management', 'librarian', 'trainee', 'trainer', 'office'] as const
export type Post = (typeof posts)[number]
/** What somebody may say they are who comes by themselves. */
export const saidPosts = ['teacher', 'head', 'management', 'librarian'] as const
export const memberRoles = ['owner', 'teacher', 'visitor', 'pupil_admin', 'pupil', 'guest'] as const
/** Whom a link is for: one's own school, another school, or somebody who looks on. */
export const audiences = ['colleague', 'partner', 'visitor'] as const
/** What became of who made a link: gone from the project, lost the post, kept out. */
export const voidReasons = ['left', 'demoted', 'suspended'] as const
export const documentStates = ['open', 'frozen', 'archived', 'removed'] as const
export const documentKinds = ['page', 'board', 'wall'] as const
/** Who of the project reaches it: `project` all write, `group` the group writes and others read, `teachers` staff alone. */
export const documentAccess = ['project', 'group', 'teachers'] as const
export const checkResults = ['whole', 'snapshot_rebuilt', 'damaged'] as const
/** `row`: bytes or sequence are not what was stored; `incomplete`: words are missing; `room`: open and stored differ. */
export const checkFaults = ['row', 'incomplete', 'room'] as const
export const quarantineKinds = ['row', 'snapshot', 'room'] as const
/** `picture`: encoded again by us; `file`: to be downloaded; `voice`: recorded in a browser, to be played. */
export const fileKinds = ['picture', 'file', 'voice'] as const
/** What a file may be, and how its name ends. */
export const fileTypes = {
  'image/webp': 'webp',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'audio/webm': 'webm',
  'audio/mp4': 'm4a',
  'application/pdf': 'pdf',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.geogebra.file': 'ggb',
  'application/x.scratch.sb3': 'sb3',
  'text/plain': 'txt',
  'text/csv': 'csv',
} as const
export type FileType = keyof typeof fileTypes
/** `ask` is one pupil with the teachers; there is no other channel with one pupil in it. `forum`: its top messages are topics. */
export const channelKinds = ['project', 'group', 'teachers', 'forum', 'ask'] as const
/** The short list, by what they say; drawn as boards draw theirs, in the same order. */
export const reactions = ['yes', 'heart', 'laugh', 'wow', 'think', 'cheer'] as const
export const mentionKinds = ['person', 'document'] as const
/** `returned`: with a reason, to be written anew by its author. */
export const pendingStates = ['waiting', 'returned'] as const
/** Why the bell rings. `topic`: a new post in a topic one follows; `returned` and `approved`: one's own card; `backup_missing`: for administrators. */
export const noticeKinds = [
  'mention',
  'reply',
  'topic',
  'direct',
  'added',
  'joined',
  'restored',
  'returned',
  'approved',
  'message_returned',
  'page_returned',
  'pseudonym_asked',
  'pseudonym_approved',
  'pseudonym_refused',
  'pseudonym_replaced',
  'colleague_waits',
  'recovery_made',
  'backup_missing',
  'report_came',
  'report_seen',
  'appeal_lifted',
  'appeal_kept',
  'plan_due',
  'second_step_added',
  'second_step_removed',
  'second_step_refused',
  'approval_waits',
  'approval_question',
  'approval_approved',
  'approval_refused',
  'co_founder_asked',
  'co_founder_declined',
  'school_left',
  'pact_waits',
  'help_asked',
  'help_answered',
  'help_handed',
  'help_closed',
  'contact_asked',
  'contact_accepted',
  'contact_wrote',
  'message_reported',
  'message_settled',
  'search_found',
  'circle_asked',
  'circle_admitted',
  'application_invited',
  'application_asked',
  'application_decided',
  'application_appealed',
] as const
/** What is written to people by mail. */
export const mailKinds = [
  'recovery',
  'mandate',
  'second_step_removed',
  'registration',
  'newcomer',
  'digest',
  'circular',
  'dormant',
  'application_invited',
] as const
export type MailKind = (typeof mailKinds)[number]
export const digestRhythms = ['daily', 'weekly'] as const
export type DigestRhythm = (typeof digestRhythms)[number]
/** What somebody may stop being written to about, each by itself. */
export const stopKinds = ['digest', 'circular'] as const
export type StopKind = (typeof stopKinds)[number]
/** `failed`: given up after many tries; `bounced`: the other server refuses the address or the letter for good. */
export const mailStates = ['waiting', 'sent', 'failed', 'bounced'] as const
/** `said`: by somebody who saw it; `detected`: the server found it in what a pupil sent. */
export const reportKinds = ['said', 'detected'] as const
export const reportTargets = ['message', 'document', 'object', 'user'] as const
/** Why, in the order in which they are offered. */
export const reportReasons = ['unkind', 'private', 'upsetting', 'contact', 'other'] as const
/** Who is asked, from the nearest up. Today somebody answers on the first two. */
export const reportLevels = ['teacher', 'school', 'head', 'correspondent', 'office'] as const
export const reportStates = ['open', 'closed'] as const
/** What an extract was taken from. `version`: of a page or a board as a whole; `figure`: how much somebody made. */
export const extractKinds = ['passage', 'version', 'object', 'message', 'recording', 'figure'] as const
/** What somebody is at an office of the programme. What each may do says `server/access/office-rules.ts`. */
export const mandatePosts = ['director', 'officer', 'correspondent', 'assessor', 'observer'] as const
export type MandatePost = (typeof mandatePosts)[number]
/** Who else is to be found in a region: its rector, the delegate for international affairs, the workshop. */
export const contactKinds = ['rector', 'dareic', 'workshop'] as const
/**
 * What the teachers of a project write about it, each field by itself. `weeks`: from the first week with school to the last;
 * `speaking`: in which languages the partners write to each other; `silence`: after how many weeks with school a partner is
 * silent; `met`: how often the classes met.
 */
export const dossierParts = {
  outline: ['aims', 'process', 'results', 'pupils', 'tools', 'weeks', 'languages', 'subjects', 'ages'],
  pact: ['rhythm', 'speaking', 'calendars', 'tasks', 'answering', 'silence'],
  report: ['made', 'learned', 'met', 'differently'],
} as const
export const dossierFields = [...dossierParts.outline, ...dossierParts.pact, ...dossierParts.report] as const
export type DossierField = (typeof dossierFields)[number]
/** `question`: whoever decides asked something, and waits for the answer. */
export const approvalStates = ['waiting', 'question', 'approved', 'refused', 'withdrawn'] as const
export type ApprovalState = (typeof approvalStates)[number]
/** What was done about an approval, in the order in which it is read. `advice`: a correspondent's, for who decides alone. */
export const approvalSteps = ['asked', 'question', 'answer', 'advice', 'approved', 'refused', 'withdrawn'] as const
export type ApprovalStep = (typeof approvalSteps)[number]
/** `reading`: pieces of the file come; `checking`: the dry run is under way, and so on. */
export const importStates = ['reading', 'checking', 'checked', 'running', 'done', 'undoing', 'undone'] as const
/** What a line of a register does. `skipped`: no school, or one that is closed and was never here. */
export const importOutcomes = ['new', 'changed', 'closed', 'same', 'skipped', 'error'] as const
/** What staff may bring besides a password. */
export const authenticatorKinds = ['totp', 'passkey'] as const
export type AuthenticatorKind = (typeof authenticatorKinds)[number]
/** What a teacher asks an office about: how to teach with it, or how it works. */
export const helpKinds = ['teaching', 'technical'] as const
export const helpStates = ['open', 'answered', 'closed'] as const
/** With whom a request lies. */
export const helpHolders = ['correspondent', 'office'] as const
export const helpSides = ['asker', 'office'] as const
/** What an office tells its country: what was decided, what is done, how somebody does it, what one may apply for, what takes place. */
export const newsKinds = ['policy', 'action', 'practice', 'opportunity', 'event'] as const
export type NewsKind = (typeof newsKinds)[number]
export const newsStates = ['draft', 'published', 'withdrawn'] as const
export type NewsState = (typeof newsStates)[number]
/** Of an official text: what its country calls it. */
export const officialTextKinds = ['circular', 'note', 'bulletin'] as const
/** What of Préau a project says it was made with; `meeting`: seeing each other live. */
export const presentationTools = ['page', 'board', 'wall', 'chat', 'forum', 'meeting'] as const
/** What may be looked through in the directory. */
export const directoryLists = ['people', 'schools', 'projects', 'offers', 'circles'] as const
export type DirectoryList = (typeof directoryLists)[number]
/** `over`: its last week is behind us. */
export const offerStates = ['open', 'withdrawn', 'over'] as const
/** What the classes would found together. */
export const offerKinds = ['european', 'national'] as const
/** How often the classes of an offer could meet live. */
export const offerRhythms = ['weekly', 'fortnightly', 'monthly', 'rarely', 'never'] as const
/** Fields of a teacher's profile, each with its readers. */
export type ProfileField = 'name' | 'subjects' | 'ages' | 'languages' | 'interests' | 'about' | 'awards'
export const profileReaders = ['all', 'contacts', 'nobody'] as const
export type ProfileReader = (typeof profileReaders)[number]
/** Of the Common European Framework, from the lowest. */
export const languageLevels = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const
export type LanguageLevel = (typeof languageLevels)[number]
/** What one teacher wants of another. `over`: taken back, or at an end. */
export const contactStates = ['asked', 'accepted', 'over', 'blocked'] as const
export const messageReportStates = ['open', 'handled'] as const
/** What is recognised. What each asks, and of whom, is a rulebook's to say. */
export const schemes = [
  'national_label',
  'pupil_label',
  'european_label',
  'national_prize',
  'european_prize',
  'school_label',
  'training_award',
] as const
export type Scheme = (typeof schemes)[number]
/** An open campaign whose end is past is judged: that is the clock's to say, and stands nowhere. */
export const campaignStates = ['draft', 'open', 'decided', 'published', 'cancelled'] as const
export type CampaignState = (typeof campaignStates)[number]
/** `invited`: a school that may apply, and has not begun. */
export const applicationStates = ['invited', 'draft', 'submitted', 'judged', 'decided', 'withdrawn'] as const
export type ApplicationState = (typeof applicationStates)[number]
/** What somebody is to an application: writes it, stands by what it says, or declares it as head of the school. */
export const applicationParts = ['author', 'endorser', 'head'] as const
export type ApplicationPart = (typeof applicationParts)[number]
/** From what evidence was taken: an extract of something made, or what the product itself shows of how schools worked together. */
export const evidenceKinds = [...extractKinds, 'collaboration'] as const
/** When conditions were looked at and kept. */
export const conditionStages = ['submitted', 'decided'] as const
/** `conflicted`: who was asked said that they are too near. */
export const evaluationStates = ['offered', 'conflicted', 'open', 'submitted'] as const
export type EvaluationState = (typeof evaluationStates)[number]
export const decisionStages = ['commission', 'appeal'] as const
/** `second`: not yet, and may be applied for once more, for named criteria. */
export const decisionOutcomes = ['awarded', 'refused', 'second'] as const
export type DecisionOutcome = (typeof decisionOutcomes)[number]
/** To whom one writes about awards. */
export const letterKinds = ['rector', 'head', 'mayor'] as const
export type LetterKind = (typeof letterKinds)[number]
/** `void`: another took its place. */
export const letterStates = ['draft', 'ready', 'signed', 'sent', 'void'] as const
export type LetterState = (typeof letterStates)[number]
export const letterWays = ['mail', 'post', 'hand'] as const
