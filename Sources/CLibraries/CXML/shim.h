// libxml2: XML and HTML as shops write them, pushed through in pieces.
#ifndef VITRINE_XML_SHIM_H
#define VITRINE_XML_SHIM_H
#include <libxml/xmlversion.h>
// Debian's headers would bring in ICU's, of which Foundation has others. Nothing of it is used here.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
/// The version of the library at hand; some releases have it for each thread, which Swift does not see.
static inline const char *vitrine_xml_version(void) { return xmlParserVersion; }
#endif
