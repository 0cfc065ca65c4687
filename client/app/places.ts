import {
  BookOpen,
  FileText,
  GraduationCap,
  House,
  MessagesSquare,
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
}

/** The pupil shell has one project at a time. */
export function pupilPlaces(projectId: string | null): Place[] {
  const today: Place = { href: '/', labelId: 'app.today', icon: Sun, isExact: true }
  const me: Place = { href: '/me', labelId: 'app.me', icon: User }
  if (!projectId) return [today, me]
  return [
    today,
    { href: `/p/${projectId}/pages`, labelId: 'app.ourPages', icon: BookOpen, within: ['/page/', '/board/'] },
    { href: `/p/${projectId}/chat`, labelId: 'app.chat', icon: MessagesSquare },
    me,
  ]
}

export function adultPlaces(user: { isSchoolAdmin: boolean }): Place[] {
  return [
    { href: '/', labelId: 'app.home', icon: House, isExact: true },
    { href: '/classrooms', labelId: 'app.classrooms', icon: GraduationCap },
    ...(user.isSchoolAdmin ? [{ href: '/school', labelId: 'app.school', icon: School } as const] : []),
  ]
}

export function projectPlaces(projectId: string, can: { edit: boolean }): Place[] {
  return [
    { href: `/p/${projectId}/pages`, labelId: 'app.pages', icon: FileText, within: ['/page/', '/board/'] },
    { href: `/p/${projectId}/chat`, labelId: 'app.chat', icon: MessagesSquare },
    { href: `/p/${projectId}/people`, labelId: 'app.people', icon: Users },
    ...(can.edit ? [{ href: `/p/${projectId}/settings`, labelId: 'app.settings', icon: Settings } as const] : []),
  ]
}

export function isAt(place: Place, path: string): boolean {
  if (place.isExact) return path === place.href
  return [place.href, ...(place.within ?? [])].some((prefix) => path === prefix || path.startsWith(prefix))
}
