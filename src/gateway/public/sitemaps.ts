/** For search engines (sitemaps.org): one file a unit, so that none comes near the 50,000 addresses allowed. */
import type { Procedure } from '../../catalogue/schema.ts'
import type { Unit } from '../storage/units.ts'
import { escaped } from './html.ts'
import { procedurePath, publicFolder, unitPath } from './paths.ts'
import { changedOn } from './public-procedure.ts'

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9'

/** @param base where crawlers look for it is the host's root: below a path, the host's own must name this one's sitemap. */
export function robots(base: string, origin: string): string {
  return `User-agent: *
Allow: ${base}${publicFolder}
Disallow: ${base}api/
Disallow: ${base}can-bo
Sitemap: ${origin}${base}sitemap.xml
`
}

export function sitemapIndex(units: readonly Unit[], base: string, origin: string): string {
  const entries = units.map(
    ({ code }) => `<sitemap><loc>${escaped(`${origin}${unitPath(base, code)}/sitemap.xml`)}</loc></sitemap>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="${namespace}">
${entries.join('\n')}
</sitemapindex>
`
}

export function unitSitemap(
  procedures: readonly Procedure[],
  unit: Unit,
  base: string,
  origin: string,
): string {
  const entries = procedures.map(
    (procedure) =>
      `<url><loc>${escaped(`${origin}${procedurePath(base, unit.code, procedure.code)}`)}</loc><lastmod>${changedOn(procedure)}</lastmod></url>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="${namespace}">
<url><loc>${escaped(`${origin}${unitPath(base, unit.code)}`)}</loc></url>
${entries.join('\n')}
</urlset>
`
}
