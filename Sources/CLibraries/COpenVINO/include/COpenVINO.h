// OpenVINO's C interface, resolved at run time: prototypes only.
#ifndef VITRINE_OPENVINO_H
#define VITRINE_OPENVINO_H
#include <stddef.h>
#include <stdint.h>
#endif
