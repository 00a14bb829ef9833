/** Where staff can go from the header, by what one comes for. What a role may not do it is not offered. */
import { may, type Permission, type StaffRole } from '../../../domain/people/permissions.ts'

interface Place {
  /** Its text: `desk:navigation.<name>`. */
  readonly name: string
  readonly to: string
  /** One of these is enough; none: everybody's. */
  readonly permissions?: readonly Permission[]
  /** The addresses that belong to it beside its own. */
  readonly covers?: string
}

/** What is needed with nearly every visitor is one press away, whoever signs in. */
const always = [
  { name: 'dossiers', to: '/can-bo', covers: '/can-bo/ho-so' },
  { name: 'visitorQueue', to: '/can-bo/hang-doi', permissions: ['serve-queue', 'read-board'] },
] as const satisfies readonly Place[]

const groups = [
  {
    name: 'counter',
    places: [
      { name: 'cashBook', to: '/can-bo/so-thu', permissions: ['read-cash-book'] },
      { name: 'carried', to: '/can-bo/mang-tay', permissions: ['import-bundle'] },
      { name: 'quarantine', to: '/can-bo/cach-ly', permissions: ['read-quarantine'] },
    ],
  },
  {
    name: 'citizens',
    places: [
      { name: 'feedback', to: '/can-bo/phan-anh', permissions: ['handle-feedback'] },
      { name: 'messages', to: '/can-bo/tin-nhan', permissions: ['manage-messages'] },
      { name: 'assistance', to: '/can-bo/tro-giup-tai-khoan', permissions: ['help-with-accounts'] },
      { name: 'unitDays', to: '/can-bo/ngay-ve-thon', permissions: ['help-with-accounts'] },
      { name: 'training', to: '/tap-huan', permissions: ['help-with-accounts'] },
    ],
  },
  {
    name: 'kiosks',
    places: [
      { name: 'devices', to: '/can-bo/thiet-bi', permissions: ['manage-devices'] },
      { name: 'notices', to: '/can-bo/thong-bao', permissions: ['read-notices'] },
      { name: 'voices', to: '/can-bo/tieng-noi', permissions: ['record-voices'] },
    ],
  },
  {
    name: 'figures',
    places: [
      { name: 'board', to: '/can-bo/theo-doi', permissions: ['read-board'] },
      { name: 'reports', to: '/can-bo/bao-cao', permissions: ['read-board'], covers: '/can-bo/to-cong-nghe' },
      { name: 'serviceIndex', to: '/can-bo/chi-so', permissions: ['read-board'] },
    ],
  },
  {
    name: 'administration',
    places: [
      { name: 'people', to: '/can-bo/nguoi-dung', permissions: ['manage-people'] },
      { name: 'audit', to: '/can-bo/nhat-ky', permissions: ['read-audit'] },
      { name: 'exchange', to: '/can-bo/lien-thong', permissions: ['manage-exchange'] },
      { name: 'webhooks', to: '/can-bo/thong-bao-tu-dong', permissions: ['manage-webhooks'] },
    ],
  },
] as const satisfies readonly { readonly name: string; readonly places: readonly Place[] }[]

type NamedGroup = (typeof groups)[number]
export type NavigationGroupName = NamedGroup['name']
export type NavigationPlace = Place & {
  readonly name: (typeof always)[number]['name'] | NamedGroup['places'][number]['name']
}

export interface NavigationGroup {
  /** Null: its places stand by themselves. */
  readonly name: NavigationGroupName | null
  /** At least one. */
  readonly places: readonly NavigationPlace[]
}

/** What that role is offered, in the order of the row. A group of one place is that place. */
export function navigationOf(role: StaffRole): readonly NavigationGroup[] {
  const offered = (places: readonly NavigationPlace[]) =>
    places.filter(
      ({ permissions }) =>
        permissions === undefined || permissions.some((permission) => may(role, permission)),
    )
  return [
    { name: null, places: offered(always) },
    ...groups.map((group) => ({ ...group, places: offered(group.places) })),
  ]
    .filter(({ places }) => places.length > 0)
    .map((group) => (group.places.length === 1 ? { ...group, name: null } : group))
}

/** For `aria-current`: the place itself, or one that belongs to it. @param pathname without the base */
export function currentness(place: NavigationPlace, pathname: string): 'page' | 'true' | undefined {
  const path = pathname.replace(/\/+$/u, '')
  if (path === place.to) return 'page'
  const belonging = place.covers ?? place.to
  return path === belonging || path.startsWith(`${belonging}/`) ? 'true' : undefined
}
