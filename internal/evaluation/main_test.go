package evaluation_test

import (
	"os"
	"testing"

	"github.com/lianxing-dev/lianxing/test/random"
)

func TestMain(m *testing.M) { os.Exit(random.Main(m, 100, 2000)) }
