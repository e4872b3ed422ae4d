-- From the classes of the HTML page to styles in Word and functions in typst (boek.typ).
-- A table of at most this many rows and this much text is not cut by a page; `docx.py` has the same.
local KORT, WEINIG = 8, 700
local typst = FORMAT:match 'typst'

local alinea = {
  soort = 'Soort', titel = 'Title', ondertitel = 'Subtitle', titelregel = 'Titelregel', volgt = 'Volgt', vervallen = 'Vervallen',
  hoofdvraag = 'Hoofdvraag', bron = 'Bron', kaartregel = 'Kaartregel', schrijfregel = 'Schrijfregel',
  ['vlak-grijs'] = 'Vlak grijs', ['vlak-geel'] = 'Vlak geel', ['vlak-blauw'] = 'Vlak blauw', ['vlak-rood'] = 'Vlak rood',
}
local teken = {
  ['kleur-grijs'] = 'Kleur grijs', ['kleur-geel'] = 'Kleur geel', ['kleur-blauw'] = 'Kleur blauw', ['kleur-rood'] = 'Kleur rood',
  bij = 'Bij', vraagnummer = 'Vraagnummer',
}

function Div(el)
  local naam = el.classes[1]
  if el.classes:includes 'voorstel' and typst then
    el.content:insert(1, pandoc.RawBlock('typst', '#pagebreak(weak: true)'))
  end
  if naam == 'titelblad' and typst then
    return { pandoc.RawBlock('typst', '#titelblad['), pandoc.Div(el.content), pandoc.RawBlock('typst', ']') }
  end
  -- A section is a block to typst, and a block cannot hold the page break before a chapter.
  if not alinea[naam] then return el.content end
  if typst then
    return { pandoc.RawBlock('typst', '#' .. naam .. '['), pandoc.Div(el.content), pandoc.RawBlock('typst', ']') }
  end
  return pandoc.Div(el.content, pandoc.Attr('', {}, { ['custom-style'] = alinea[naam] }))
end

function Span(el)
  local naam = el.classes[1]
  if not teken[naam] then return nil end
  if typst then
    local uit = pandoc.List { pandoc.RawInline('typst', '#' .. naam .. '[') }
    uit:extend(el.content)
    uit:insert(pandoc.RawInline('typst', ']'))
    return uit
  end
  return pandoc.Span(el.content, pandoc.Attr('', {}, { ['custom-style'] = teken[naam] }))
end

-- The drawing itself goes into typst with its alt text, which pandoc's own writer drops.
function Image(el)
  if not typst then return nil end
  local _, data = pandoc.mediabag.fetch(el.src)
  local function tekst(t) return '"' .. t:gsub('\\', '\\\\'):gsub('"', '\\"') .. '"' end
  local alt = tekst(pandoc.utils.stringify(el.caption))
  return pandoc.RawInline('typst', '#image(bytes(' .. tekst(data) .. '), format: "svg", width: 100%, alt: ' .. alt .. ')')
end

-- Two hyphens stay two hyphens: to typst they are a dash, and a hyphen with a question mark is a place to break.
function Str(el)
  if not typst or not el.text:find '%-[-?]' then return nil end
  local uit, rest = pandoc.List {}, el.text
  while true do
    local plek = rest:find '%-[-?]'
    if not plek then break end
    uit:insert(pandoc.Str(rest:sub(1, plek - 1)))
    uit:insert(pandoc.RawInline('typst', '\\-'))
    rest = rest:sub(plek + 1)
  end
  if uit[#uit].text == '\\-' and rest:sub(1, 1) == '-' then
    uit:insert(pandoc.RawInline('typst', '\\-'))
    rest = rest:sub(2)
  end
  uit:insert(pandoc.Str(rest))
  return uit
end

local function getallen(rijen)
  for _, rij in ipairs(rijen) do
    for _, cel in ipairs(rij.cells) do
      if cel.attr.classes:includes('getal') then cel.alignment = 'AlignRight' end
    end
  end
end

-- A short row stays on one page; only a long answer may run on.
local function rijen_heel(el, lang_mag)
  for _, body in ipairs(el.bodies) do
    for _, rij in ipairs(body.body) do
      local lengte = 0
      for _, cel in ipairs(rij.cells) do lengte = lengte + #pandoc.utils.stringify(cel.contents) end
      if not lang_mag or lengte < 900 then
        for _, cel in ipairs(rij.cells) do cel.attr.attributes['typst:breakable'] = 'false' end
      end
    end
  end
end

function Table(el)
  local soort = el.classes[1] or 'rijen'
  getallen(el.head.rows)
  for _, body in ipairs(el.bodies) do getallen(body.body) end
  if typst then
    rijen_heel(el, soort == 'kaart')
    for i, kolom in ipairs(el.colspecs) do el.colspecs[i] = { 'AlignLeft', kolom[2] } end
    local heel = soort ~= 'kaart' and #el.bodies[1].body <= KORT and #pandoc.utils.stringify(el) <= WEINIG
    local begin = '#tabel-' .. soort .. '(breekbaar: ' .. tostring(not heel) .. ')['
    return { pandoc.RawBlock('typst', begin), el, pandoc.RawBlock('typst', ']') }
  end
  local namen = { rijen = 'Boektabel', kosten = 'Boektabel', vlakken = 'Boektabel', kaart = 'Voorstelkaart' }
  el.attributes['custom-style'] = namen[soort]
  return el
end

-- A paragraph that begins with "1." or "-" would become a list in typst: an empty piece of content before it keeps it text.
local function beschut(inlines)
  local uit, begin = pandoc.List {}, true
  for _, stuk in ipairs(inlines) do
    if begin and stuk.t == 'Str' and (stuk.text:match '^[-+=/]' or stuk.text:match '^%d+[.)]') then
      uit:insert(pandoc.RawInline('typst', '#[]'))
    end
    begin = stuk.t == 'LineBreak'
    uit:insert(stuk)
  end
  return uit
end

if typst then
  -- The sentence that leads to a table goes to the next page with it.
  function Blocks(blocks)
    local uit = pandoc.List {}
    for i, blok in ipairs(blocks) do
      local na = blocks[i + 1]
      if blok.t == 'Para' and na and na.t == 'RawBlock' and na.text:match '^#tabel%-' then
        uit:extend { pandoc.RawBlock('typst', '#kleef['), blok, pandoc.RawBlock('typst', ']') }
      else
        uit:insert(blok)
      end
    end
    return uit
  end
  function Plain(el) el.content = beschut(el.content) return el end
  function Para(el) el.content = beschut(el.content) return el end
  function Header(el) el.content = beschut(el.content) return el end
end
