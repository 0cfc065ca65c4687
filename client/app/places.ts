import {
  BookOpen,
  ClipboardCheck,
  FileText,
  Glasses,
  GraduationCap,
  House,
  Inbox,
  Landmark,
  LifeBuoy,
  MessagesSquare,
  Network,
  Paperclip,
  Radio,
  School,
  Settings,
  Sun,
  User,
  Users,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { PlainId } from '#client/locales/messages.tsx'

/** A place one can go to from the rail. Only places that exist for this person are listed. */
export interface Place {
  href: string
  labelId: Extract<PlainId, `app.${string}`>
  icon: LucideIcon
  /** Paths that count as being there, as prefixes; the href alone when absent. */
  within?: string[]
  isExact?: boolean
  /** How much there is unread. */
  unread?: number
}

const chatPlace = (projectId: string, unread: number): Place => ({
  href: `/p/${projectId}/chat`,
  labelId: 'app.chat',
  icon: MessagesSquare,
  within: [`/p/${projectId}/forum`],
  unread,
})

/** The pupil shell has one project at a time. */
export function pupilPlaces(projectId: string | null, unread = 0): Place[] {
  const today: Place = { href: '/', labelId: 'app.today', icon: Sun, isExact: true }
  const me: Place = { href: '/me', labelId: 'app.me', icon: User }
  if (!projectId) return [today, me]
  return [
    today,
    { href: `/p/${projectId}/pages`, labelId: 'app.ourPages', icon: BookOpen, within: ['/page/', '/board/'] },
    chatPlace(projectId, unread),
    me,
  ]
}

const officePlace: Place = { href: '/office', labelId: 'app.office', icon: Landmark, within: ['/office/'] }

const readingsPlace: Place = {
  href: '/evaluate',
  labelId: 'app.readings',
  icon: Glasses,
  within: ['/evaluate/'],
}

const networkPlace = (unread: number): Place => ({
  href: '/network',
  labelId: 'app.network',
  icon: Network,
  within: ['/network/'],
  unread,
})

/** Where no office is open, nothing of the programme is to be seen. */
export function adultPlaces(
  user: {
    isSchoolAdmin: boolean
    can: { readOffice: boolean; judge: boolean; askOffice: boolean }
  },
  { waiting = 0 }: { waiting?: number } = {},
): Place[] {
  return [
    { href: '/', labelId: 'app.home', icon: House, isExact: true },
    { href: '/classrooms', labelId: 'app.classrooms', icon: GraduationCap },
    ...(user.can.readOffice ? [officePlace] : []),
    ...(user.can.judge ? [readingsPlace] : []),
    ...(user.isSchoolAdmin ? [{ href: '/school', labelId: 'app.school', icon: School } as const] : []),
    ...(user.can.askOffice ? [networkPlace(waiting)] : []),
    { href: '/help/guide', labelId: 'app.help', icon: LifeBuoy, within: ['/help'] },
  ]
}

/** Who can bring an archived project back, or go on with it, finds the button for it in its settings. */
export function projectPlaces(
  projectId: string,
  can: { edit: boolean; restore: boolean; continue: boolean; watch: boolean; readExtracts: boolean },
  { unread, waiting, isCircle = false }: { unread: number; waiting: number; isCircle?: boolean },
): Place[] {
  const settings: Place = {
    ...{ href: `/p/${projectId}/settings`, labelId: 'app.settings', icon: Settings },
    within: [`/p/${projectId}/gallery`],
  }
  const reports = `/p/${projectId}/reports`
  const kits = `/p/${projectId}/kits`
  const desk: Place = {
    href: `/p/${projectId}/desk`,
    labelId: 'app.desk',
    icon: Inbox,
    within: [reports],
    unread: waiting,
  }
  const extracts: Place = {
    href: `/p/${projectId}/extracts`,
    labelId: 'app.extracts',
    icon: Paperclip,
    within: [`/p/${projectId}/contributions`],
  }
  // Of a circle they are on its own screen: it has no groups and no pupils.
  const people: Place = isCircle
    ? { href: `/network/circles/${projectId}`, labelId: 'app.people', icon: Users }
    : {
        ...{ href: `/p/${projectId}/people`, labelId: 'app.people', icon: Users },
        within: [`/p/${projectId}/team`, `/p/${projectId}/oral/`],
      }
  return [
    ...(can.watch ? [{ href: `/p/${projectId}/live`, labelId: 'app.live', icon: Radio } as const] : []),
    {
      href: `/p/${projectId}/pages`,
      labelId: 'app.pages',
      icon: FileText,
      within: ['/page/', '/board/', kits, `/p/${projectId}/dossier`],
    },
    chatPlace(projectId, unread),
    people,
    ...(can.readExtracts ? [extracts] : []),
    ...(can.edit
      ? [{ href: `/p/${projectId}/judgements`, labelId: 'app.judgements', icon: ClipboardCheck } as const]
      : []),
    ...(can.edit ? [desk] : []),
    ...(can.edit || can.restore || can.continue ? [settings] : []),
  ]
}

export function isAt(place: Place, path: string): boolean {
  if (place.isExact) return path === place.href
  return [place.href, ...(place.within ?? [])].some((prefix) => path === prefix || path.startsWith(prefix))
}
