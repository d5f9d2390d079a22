# The libraries for WebAssembly, under the names that find_package gives them elsewhere. Header-only ones are Debian's, seen
# through a folder of links (the whole of /usr/include would hide Emscripten's own headers); yaml-cpp is compiled from the source
# of Debian's package (scripts/fetch-yaml-cpp-source).
set(headers ${CMAKE_BINARY_DIR}/headers)
file(MAKE_DIRECTORY ${headers})
foreach(library boost fmt nlohmann)
  if(NOT EXISTS /usr/include/${library})
    message(FATAL_ERROR "/usr/include/${library} is missing; run scripts/install web")
  endif()
  file(CREATE_LINK /usr/include/${library} ${headers}/${library} SYMBOLIC)
endforeach()

foreach(target Boost::headers fmt::fmt nlohmann_json::nlohmann_json)
  add_library(${target} INTERFACE IMPORTED GLOBAL)
  target_include_directories(${target} SYSTEM INTERFACE ${headers})
endforeach()
# Eigen lies in a folder of its own, which hides nothing.
add_library(Eigen3::Eigen INTERFACE IMPORTED GLOBAL)
target_include_directories(Eigen3::Eigen SYSTEM INTERFACE /usr/include/eigen3)
target_compile_definitions(fmt::fmt INTERFACE FMT_HEADER_ONLY)
add_library(Threads::Threads INTERFACE IMPORTED GLOBAL)

# Debian's Emscripten finds its JavaScript tools only when told where Debian keeps them.
set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK "${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs")

# Exceptions of WebAssembly itself: JavaScript's are caught, too, but cost a call out of the module at every throwing call.
add_compile_options(-fwasm-exceptions -msimd128)
add_link_options(-fwasm-exceptions)

set(yaml_cpp ${CMAKE_SOURCE_DIR}/build/third-party/yaml-cpp)
if(NOT EXISTS ${yaml_cpp}/src)
  message(FATAL_ERROR "${yaml_cpp} is missing; run scripts/fetch-yaml-cpp-source")
endif()
file(GLOB yaml_cpp_sources ${yaml_cpp}/src/*.cpp)
add_library(yaml-cpp STATIC ${yaml_cpp_sources})
target_include_directories(yaml-cpp SYSTEM PUBLIC ${yaml_cpp}/include)
target_compile_definitions(yaml-cpp PUBLIC YAML_CPP_STATIC_DEFINE)
target_compile_options(yaml-cpp PRIVATE -w)
