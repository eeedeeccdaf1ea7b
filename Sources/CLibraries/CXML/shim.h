// libxml2: XML and HTML as shops write them, pushed through in pieces.
#ifndef VITRINE_XML_SHIM_H
#define VITRINE_XML_SHIM_H
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#endif
