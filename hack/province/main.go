// Province makes up a province of any size and writes it down: as YAML files with the answers that a register must give, or straight into a
// cluster. Everything in it is fictitious. The same flags give the same records.
//
//	go run ./hack/province -o /tmp/province -cities 2 -counties 5 -alliances 1000 -years 3
//	go run ./hack/province -kubeconfig ~/.kube/config -alliances 1000
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/hack/province/synthetic"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "province:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, arguments []string) error {
	var o synthetic.Options
	flags := flag.NewFlagSet("province", flag.ContinueOnError)
	flags.Uint64Var(&o.Seed, "seed", 1, "seed of what is drawn")
	flags.IntVar(&o.Cities, "cities", 1, "cities")
	flags.IntVar(&o.Counties, "counties", 4, "counties of each city")
	flags.IntVar(&o.Alliances, "alliances", 100, "alliances of the whole province")
	flags.IntVar(&o.Years, "years", 1, fmt.Sprintf("years from %d on", synthetic.FirstYear))
	flags.IntVar(&o.MunicipalEvery, "municipal-every", 10, "one alliance in so many is its city's own, and carries out activities; 0 for none")
	folder := flags.String("o", "", "new folder to write files and answers to")
	kubeconfig := flags.String("kubeconfig", "", "kubeconfig of a cluster to create the records in")
	concurrency := flags.Int("concurrency", 16, "records that are created side by side")
	payments := flags.Bool("payments", true, "add the payments, for which the ledgers are computed; never in a cluster, where they name entries that a manager enters")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	p, err := synthetic.New(o)
	if err != nil {
		return err
	}
	switch {
	case (*folder == "") == (*kubeconfig == ""):
		return errors.New("where to? Give either -o FOLDER or -kubeconfig FILE")
	case *folder != "":
		total, err := p.Write(*folder, *payments)
		if err != nil {
			return err
		}
		fmt.Printf("%d fictitious records and %s in %s\n", total, synthetic.AnswersFile, *folder)
		return nil
	default:
		return create(ctx, p, *kubeconfig, *concurrency)
	}
}

// create declares the province in a cluster, and prints what a register must say of it there.
func create(ctx context.Context, p *synthetic.Province, kubeconfig string, concurrency int) error {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	config.QPS = -1
	to, err := client.New(config, client.Options{Scheme: controllers.Scheme()})
	if err != nil {
		return err
	}
	all, err := p.All(false)
	if err != nil {
		return err
	}
	if err := synthetic.CreateNamespaces(ctx, to, p.Divisions()); err != nil {
		return err
	}
	if err := synthetic.Create(ctx, to, all, concurrency); err != nil {
		return err
	}
	answers, err := json.MarshalIndent(p.Answers(false), "", "  ")
	if err != nil {
		return err
	}
	fmt.Printf("%s\n", answers)
	return nil
}
