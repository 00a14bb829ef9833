import { vietnamDay, vietnamTime } from '../../domain/time/vietnam-time.ts'

/**
 * Says what is in it, when and where it was made (four digits of a random id), and nothing of anyone's dossier. In
 * Vietnamese, as people will look for it on a stick.
 */
export function bundleFileName(content: 'ho-so' | 'xac-nhan', origin: string, now: Date): string {
  const at = now.getTime()
  const moment = `${vietnamDay(at).replaceAll('-', '')}-${vietnamTime(at).replace(':', '')}`
  return `motcua-${content}-${origin.slice(0, 4)}-${moment}.tar`
}
