-- From the classes of the HTML page to styles in Word and functions in typst (boek.typ).
-- A table of at most this many rows and this much text is not cut by a page; `docx.py` has the same.
local KORT, WEINIG = 8, 700
local typst = FORMAT:match 'typst'

local alinea = {
  soort = 'Soort', titel = 'Title', ondertitel = 'Subtitle', titelregel = 'Titelregel', volgt = 'Volgt', vervallen = 'Vervallen',
  hoofdvraag = 'Hoofdvraag', bron = 'Bron', kaartregel = 'Kaartregel', schrijfregel = 'Schrijfregel', letop = 'Let op',
  ['vlak-grijs'] = 'Vlak grijs', ['vlak-geel'] = 'Vlak geel', ['vlak-blauw'] = 'Vlak blauw', ['vlak-rood'] = 'Vlak rood',
}
local teken = {
  ['kleur-grijs'] = 'Kleur grijs', ['kleur-geel'] = 'Kleur geel', ['kleur-blauw'] = 'Kleur blauw', ['kleur-rood'] = 'Kleur rood',
  bij = 'Bij', vraagnummer = 'Vraagnummer', ['oordeel-goed'] = 'Oordeel past', ['oordeel-niet'] = 'Oordeel past niet',
  ['oordeel-open'] = 'Oordeel open',
}

-- A line of facts: its name, and what it says beside it.
local function feit(el)
  local p = el.content[1]
  local naam = table.remove(p.content, 1)
  if p.content[1] and p.content[1].t == 'Space' then table.remove(p.content, 1) end
  local uit = pandoc.List {}
  if typst then
    uit:insert(pandoc.RawInline('typst', '#feit['))
    uit:extend(naam.content)
    uit:insert(pandoc.RawInline('typst', '][#[]'))
    uit:extend(p.content)
    uit:insert(pandoc.RawInline('typst', ']'))
    return pandoc.Plain(uit)
  end
  uit:insert(pandoc.Span(naam.content, pandoc.Attr('', {}, { ['custom-style'] = 'Feitnaam' })))
  local tab = { docx = '<w:r><w:tab/></w:r>', odt = '<text:tab/>' }
  uit:insert(pandoc.RawInline(FORMAT == 'odt' and 'opendocument' or 'openxml', tab[FORMAT] or ''))
  uit:extend(p.content)
  return pandoc.Div(pandoc.Para(uit), pandoc.Attr('', {}, { ['custom-style'] = 'Kaartfeit' }))
end

-- The head of a card is a band of its own; what comes after it knows which card it belongs to.
local function kaart(el)
  local nummer = el.identifier:match '%d+'
  for i, blok in ipairs(el.content) do
    if blok.t == 'Header' then
      el.content:insert(i + 1, pandoc.RawBlock('typst', ']'))
      el.content:insert(i, pandoc.RawBlock('typst', '#kaartkop['))
      break
    end
  end
  local begin = '#pagebreak(weak: true)\n#metadata("Voorstel ' .. nummer .. '") <kaart>'
  el.content:insert(1, pandoc.RawBlock('typst', begin))
  el.content:insert(pandoc.RawBlock('typst', '#metadata(none) <kaart>\n#pagebreak(weak: true)'))
end

function Div(el)
  local naam = el.classes[1]
  if naam == 'feit' then return feit(el) end
  if typst and el.classes:includes 'voorstel' then kaart(el) end
  if naam == 'feiten' and typst then
    return { pandoc.RawBlock('typst', '#feiten['), pandoc.Div(el.content), pandoc.RawBlock('typst', ']') }
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
  if naam == 'stippen' then return typst and pandoc.RawInline('typst', '#stippen(' .. tonumber(el.attributes.aantal) .. ')') or {} end
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

-- To typst two hyphens are a dash, one before a number a minus, one with a question mark a place to break, and three
-- dots one sign: here they stay what was typed.
local TYPST = { { '%-[-?%d]', '\\-' }, { '%.%.%.', '\\.' } }

local function eerste(tekst)
  local plek, teken
  for _, paar in ipairs(TYPST) do
    local hier = tekst:find(paar[1])
    if hier and (not plek or hier < plek) then plek, teken = hier, paar[2] end
  end
  return plek, teken
end

function Str(el)
  if not typst or not eerste(el.text) then return nil end
  local uit, rest = pandoc.List {}, el.text
  while true do
    local plek, teken = eerste(rest)
    if not plek then break end
    uit:insert(pandoc.Str(rest:sub(1, plek - 1)))
    uit:insert(pandoc.RawInline('typst', teken))
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
  if typst and el.classes:includes 'kadertoets' then soort = 'kadertoets' end
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
