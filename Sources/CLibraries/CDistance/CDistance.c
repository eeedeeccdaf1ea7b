#include "CDistance.h"
