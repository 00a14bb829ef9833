/**
 * Says what is in it, when and where it was made (four digits of a random id), and nothing of anyone's dossier. In
 * Vietnamese, as people will look for it on a stick.
 */
export function bundleFileName(content: 'ho-so' | 'xac-nhan', origin: string, now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`
  return `motcua-${content}-${origin.slice(0, 4)}-${day}-${two(now.getHours())}${two(now.getMinutes())}.tar`
}
