-- pandoc lua pandoc.lua FORMAT OUTPUT INPUT...: DocBook files to FORMAT, one after the other in one process; OUTPUT holds the last.
local format, output = arg[1], arg[2]
local options = pandoc.WriterOptions{table_of_contents = true}
if format == 'epub' then
  options.template = pandoc.template.compile(pandoc.template.default(format))
end
for i = 3, #arg do
  local input = assert(io.open(arg[i], 'rb'))
  local document = pandoc.read(input:read('a'), 'docbook')
  input:close()
  local result = assert(io.open(output, 'wb'))
  result:write(pandoc.write(document, format, options))
  result:close()
end
